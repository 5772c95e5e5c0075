import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The error belongs to another account: the report shows both',
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: arn:aws:ses:eu-west-1:444455556666:identity/news@example.com',
  },
  expect: { exitCode: 3, codes: ['send/not-explained-here'] },
});
