import { verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address may have settings of its own, and a policy lets nobody see them',
  world({ region, aws }) {
    region.identities['news@example.com'] = verifiedAddress();
    aws.faults.push({ op: 'GetEmailIdentity', kind: 'deny', when: { EmailIdentity: 'news@example.com' } });
  },
  command: ['--identity', 'news@example.com'],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    statuses: {
      identity: 'unknown',
      dkim: 'unknown',
      'mail-from': 'unknown',
      alignment: 'unknown',
      'identity-override': 'unknown',
      'identity-policy': 'unknown',
    },
  },
});
