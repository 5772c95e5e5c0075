import { scenario } from '../../scenario.ts';

const days = (before: number, after: number): number[] => [
  ...Array.from({ length: 10 }, () => before),
  ...Array.from({ length: 4 }, () => after),
];

export default scenario({
  title: 'Gmail takes mail more slowly, says the bounce, and the numbers show how much of it',
  world({ region, dns }) {
    dns.names['1.1.240.54.in-addr.arpa'] = { PTR: ['a1-1.smtp-out.eu-west-1.amazonses.com'] };
    dns.names['a1-1.smtp-out.eu-west-1.amazonses.com'] = { A: ['54.240.1.1'] };
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.receiverMetrics['Gmail'] = { SEND: days(500, 500), TRANSIENT_BOUNCE: days(1, 170) };
  },
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: {
    '-': '421-4.7.28 [54.240.1.1 15] Gmail has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. - gsmtp',
  },
  expect: {
    exitCode: 0,
    codes: ['bounce/rate-limited'],
    infos: ['reputation/receiver-refuses'],
    notCodes: ['bounce/ip-blocked-by-provider'],
  },
});
