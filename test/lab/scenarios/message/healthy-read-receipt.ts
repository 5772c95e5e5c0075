import { readReceipt } from '../../other-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receipt of somebody who read the mail is no bounce',
  command: ['--message', 'receipt.eml'],
  files: { 'receipt.eml': readReceipt },
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['bounce/auto-reply'],
    notCodes: ['bounce/undetermined'],
    statuses: { 'identity news@example.com': 'pass' },
  },
});
