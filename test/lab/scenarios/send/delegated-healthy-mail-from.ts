import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The identity of another account: its public records are judged, and what its owner alone sees is not',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
    ...['--identity', 'news@partner.example', '--mail-from', 'bounce.partner.example'],
  ],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: {
      'identity news@partner.example': 'skipped',
      'dkim-records news@partner.example': 'skipped',
      'mail-from-records news@partner.example': 'pass',
      'spf news@partner.example': 'pass',
      'dmarc news@partner.example': 'pass',
    },
  },
});
