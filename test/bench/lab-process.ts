/* The lab of a measurement, in a process of its own so that it takes no time from what is measured. See lab-away.ts. */
import process from 'node:process';
import { dkimTokens, healthyWorld, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { suppressionList } from '../lab/suppression-list.ts';
import type { LabAway } from './lab-away.ts';
import { worldOfAccounts, worldOfMany } from './surveyed-worlds.ts';

const worlds = {
  /** Everything answers 50 ms late: AWS, the resolver, the zones' own servers, and SMTP at each of its steps. */
  distant() {
    const world = healthyWorld();
    const delayMs = 50;
    world.aws.delayMs = delayMs;
    world.dns.delayMs = delayMs;
    world.smtp = {
      numbers: 'free',
      ports: Object.fromEntries([25, 587, 2587, 465, 2465].map((port) => [port, { delayMs }])),
    };
    return world;
  },
  /** DNS answers 50 ms late, AWS at once. Beside the sound domain one with faults that take further questions. */
  'distant-dns'() {
    const world = healthyWorld();
    world.dns.delayMs = 50;
    const faulty = 'mail.faulty.example';
    world.region.identities[faulty] = verifiedDomain(faulty);
    const records = senderRecords(faulty);
    const [doubled, misled = '', missing = ''] = dkimTokens(faulty).map(
      (token) => `${token}._domainkey.${faulty}`,
    );
    for (const [name, node] of Object.entries(records)) {
      if (name === missing || name === `_dmarc.${faulty}`) continue;
      if (name === misled) world.dns.names[name] = { CNAME: ['elsewhere.example'] };
      else if (name === doubled) world.dns.names[`${name}.faulty.example`] = node;
      else world.dns.names[name] = node;
    }
    delete world.dns.names[`bounce.${faulty}`]?.MX;
    return world;
  },
  /** 500 sound domains, and no delay. */
  crowded() {
    const world = healthyWorld();
    for (let number = 0; number < 500; number++) {
      const domain = `sender${number}.example`;
      world.region.identities[domain] = verifiedDomain(domain);
      Object.assign(world.dns.names, senderRecords(domain));
    }
    return world;
  },
  'surveyed-accounts': () => worldOfAccounts(),
  /** A suppression list of a million addresses, and no delay. */
  suppressed() {
    const world = healthyWorld();
    world.region.suppressed = suppressionList(1_000_000);
    return world;
  },
};

const name = process.argv[2] ?? '';
const [, surveyed, perSecond] = /^surveyed-(\d+)(?:-(\d+))?$/.exec(name) ?? [];
const made =
  surveyed === undefined
    ? worlds[name as keyof typeof worlds]()
    : worldOfMany(Number(surveyed), perSecond === undefined ? undefined : Number(perSecond));
const lab = await startLab(made, { authoritativePort: Number(process.argv[3]) });
const message: LabAway = {
  args: lab.args,
  env: lab.env,
  resolver: lab.dns.resolver,
  authoritativePort: lab.dns.authoritativePort,
  tokens: dkimTokens('example.com'),
};
process.send?.(message);
process.on('message', (asked) => {
  if (asked === 'count') process.send?.({ questions: lab.dns.questions.length, calls: lab.aws.calls.length });
});
process.on('disconnect', () => {
  process.exit(0);
});
