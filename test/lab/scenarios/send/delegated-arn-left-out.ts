import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A refusal by an account that sends with the identity of another one, and names no ARN',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
  },
  command: [
    '--source-arn',
    'arn:aws:ses:eu-west-1:444455556666:identity/partner.example',
    '--identity',
    'news@partner.example',
    '--symptom',
    '-',
  ],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@partner.example\n',
  },
  expect: { exitCode: 1, firstCause: 'send/cross-account-identity', says: ['FromEmailAddressIdentityArn'] },
});
