import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity of another account, seen from the account that sends',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
  },
  command: [
    '--source-arn',
    'arn:aws:ses:eu-west-1:444455556666:identity/partner.example',
    '--identity',
    'news@partner.example',
  ],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['identity/not-found'],
    statuses: {
      'identity news@partner.example': 'skipped',
      'send-delegation news@partner.example': 'skipped',
    },
  },
});
