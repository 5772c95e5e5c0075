import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The sender that failed is a typo, and its domain was given',
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@exmaple.com',
  },
  expect: {
    exitCode: 1,
    codes: [
      'identity/domain-takes-no-mail',
      'identity/near-miss',
      'identity/not-found',
      'identity/not-verified',
    ],
    causes: ['identity/near-miss'],
  },
});
