import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'IAM may not be asked',
  world({ aws }) {
    aws.faults.push({ op: 'SimulatePrincipalPolicy', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--principal', 'arn:aws:iam::111122223333:role/mailer'],
  // Nobody types a principal but to learn this: without an answer there is no all-clear.
  expect: { exitCode: 3, codes: ['access/denied'], statuses: { 'send-permission example.com': 'unknown' } },
});
