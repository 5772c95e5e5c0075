import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A newsletter program puts its own bounce address into Return-Path, which nobody verified',
  command: ['--symptom', 'newsletter.log', '--identity', 'news@example.com'],
  files: {
    'newsletter.log':
      'newsletter: from=<news@example.com> to=<ann@receiver.example> failed: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: bounces@lists.vendor.example',
  },
  expect: { exitCode: 1, firstCause: 'identity/foreign-header' },
});
