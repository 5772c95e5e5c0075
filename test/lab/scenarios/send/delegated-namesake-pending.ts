import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The identity of another account, and an unverified namesake in this one: the namesake is not judged',
  world({ region, dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
    const namesake = verifiedDomain('partner.example');
    namesake.VerificationStatus = 'PENDING';
    namesake.VerifiedForSendingStatus = false;
    namesake.DkimAttributes = {
      ...namesake.DkimAttributes,
      Status: 'PENDING',
      Tokens: ['a', 'b', 'c'].map((letter) => letter.repeat(32)),
    };
    region.identities['partner.example'] = namesake;
  },
  command: ['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['dkim/record-missing', 'identity/verification-pending'],
    statuses: { 'dkim-records partner.example': 'skipped' },
  },
});
