import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The ARN is of one address of a partner, and another of the same domain is to send with it',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
  },
  command: [
    '--identity',
    'offers@partner.example',
    '--source-arn',
    'arn:aws:ses:eu-west-1:444455556666:identity/news@partner.example',
  ],
  expect: {
    exitCode: 1,
    codes: ['send/cross-account-identity', 'identity/not-found'],
    causes: ['send/cross-account-identity'],
  },
});
