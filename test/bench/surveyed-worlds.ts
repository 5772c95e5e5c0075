import { emptyRegion, type RegionWorld } from '../lab/aws/world.ts';
import { dkimTokens, healthyWorld, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';

/** SES's own rate: one call a second of each action. */
const ratePerSecond = 1;
/** One of so many identities has no DKIM records. */
const oneBrokenIn = 500;

/** One account with so many senders; `rate`: calls a second of each action. */
export function worldOfMany(count: number, rate = ratePerSecond): World {
  const world = healthyWorld();
  world.aws.ratePerSecond = rate;
  addSenders(world, world.region, count, 'one');
  return world;
}

function addSenders(world: World, region: RegionWorld, count: number, label: string): void {
  for (let number = 0; number < count; number++) {
    const domain = `sender${number}.${label}.example`;
    region.identities[domain] = verifiedDomain(domain);
    const records = senderRecords(domain);
    if (number % oneBrokenIn === 0)
      for (const token of dkimTokens(domain))
        Reflect.deleteProperty(records, `${token}._domainkey.${domain}`);
    for (const [name, node] of Object.entries(records)) world.dns.names[name] = node;
  }
}

/** The Regions and accounts of `worldOfAccounts`. */
export const surveyedRegions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-south-1'];
export const surveyedAccounts = ['111122223333', '222233334444', '333344445555', '444455556666'];

/**
 * 300 senders in each of five Regions of four accounts: the second account is denied, in the third a Region is not
 * enabled, and in the fourth one Region is throttled for ever.
 */
export function worldOfAccounts(): World {
  const world = healthyWorld();
  world.aws.ratePerSecond = ratePerSecond;
  const [first, denied = '', closed, throttled = ''] = surveyedAccounts;
  for (const account of surveyedAccounts) {
    const regions = Object.fromEntries(
      surveyedRegions.map((name): [string, RegionWorld | null] => {
        if (account === closed && name === 'ap-south-1') return [name, null];
        const { configurationSets, topics } = world.region;
        const region: RegionWorld = { ...emptyRegion(), configurationSets, topics };
        addSenders(world, region, 300, account === first ? 'one' : `a${account}`);
        return [name, region];
      }),
    );
    world.aws.accounts[account] = {
      regions,
      roles: account === denied ? {} : { audit: null },
      status: 'ACTIVE',
    };
  }
  world.aws.faults.push({ op: '*', kind: 'throttle', account: throttled, region: 'us-west-2' });
  return world;
}
