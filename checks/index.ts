import dkim from './4-inbox/dkim.ts';
import dkimKey from './4-inbox/dkim-key.ts';
import dkimRecords from './4-inbox/dkim-records.ts';
import mailFrom from './4-inbox/mail-from.ts';
import mailFromRecords from './4-inbox/mail-from-records.ts';
import type { Stage } from '../src/check.ts';

/** The checklist. This order is the order of the report; folder numbers follow it. */
export const checklist: readonly Stage[] = [
  { id: 'account', question: 'Is the SES account able to send?', checks: [] },
  { id: 'client', question: 'Does the mail reach SES?', checks: [] },
  { id: 'delivery', question: "Does SES get it to the recipient's domain?", checks: [] },
  {
    id: 'inbox',
    question: 'Does the receiver trust it?',
    checks: [dkim, dkimRecords, dkimKey, mailFrom, mailFromRecords],
  },
];
