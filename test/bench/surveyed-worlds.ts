import { emptyRegion, type RegionWorld } from '../lab/aws/world.ts';
import { dkimTokens, healthyWorld, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { homeRegion, type World } from '../lab/world.ts';

/** SES's own rate: one call a second of each action. */
const ratePerSecond = 1;
/** One of so many identities has no DKIM records. */
const oneBrokenIn = 500;

/** One account with so many senders; `rate`: calls a second of each action. */
export function worldOfMany(count: number, rate = ratePerSecond): World {
  const world = healthyWorld();
  world.aws.ratePerSecond = rate;
  addSenders(world, world.region, { count, label: 'one' });
  return world;
}

function addSenders(
  world: World,
  region: RegionWorld,
  { count, label, at = homeRegion }: { count: number; label: string; at?: string },
): void {
  for (let number = 0; number < count; number++) {
    const domain = `sender${number}.${label}.example`;
    region.identities[domain] = verifiedDomain(domain);
    const records = senderRecords(domain, at);
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
 * enabled, and in the fourth one Region is throttled for ever. `rate`: calls a second of each action; null: as they come.
 */
export function worldOfAccounts(rate: number | null = ratePerSecond): World {
  const world = healthyWorld();
  world.aws.ratePerSecond = rate;
  const [first, denied = '', closed, throttled = ''] = surveyedAccounts;
  for (const account of surveyedAccounts) {
    const regions = Object.fromEntries(
      surveyedRegions.map((name): [string, RegionWorld | null] => {
        if (account === closed && name === 'ap-south-1') return [name, null];
        const { configurationSets, topics } = world.region;
        const region: RegionWorld = { ...emptyRegion(), configurationSets, topics };
        const label = `${name}.${account === first ? 'one' : `a${account}`}`;
        addSenders(world, region, { count: 300, label, at: name });
        world.dns.names[`feedback-smtp.${name}.amazonses.com`] ??= { A: ['192.0.2.90'] };
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
