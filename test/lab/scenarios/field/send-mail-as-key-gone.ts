import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Gmail bounces "Send mail as" after years: the key behind its SMTP password is gone',
  command: ['explain', '-'],
  files: {
    '-': `Message not delivered
You're sending this from a different address using the 'Send mail as' feature. The settings for your 'Send mail as' account are misconfigured or out of date. Check those settings and try resending.

The response was:

535 Authentication Credentials Invalid
`,
  },
  expect: { exitCode: 1, firstCause: 'smtp-credentials/rejected' },
});
