import dkim from './4-inbox/dkim.ts';
import dkimRecords from './4-inbox/dkim-records.ts';
import dkimKey from './4-inbox/dkim-key.ts';
import mailFrom from './4-inbox/mail-from.ts';
import mailFromRecords from './4-inbox/mail-from-records.ts';
import spf from './4-inbox/spf.ts';
import spfFromDomain from './4-inbox/spf-from-domain.ts';
import dmarc from './4-inbox/dmarc.ts';
import dmarcReports from './4-inbox/dmarc-reports.ts';
import alignment from './4-inbox/alignment.ts';
import messageOrigin from './4-inbox/message-origin.ts';
import messageDkim from './4-inbox/message-dkim.ts';
import message from './4-inbox/message.ts';
import messageVerdict from './4-inbox/message-verdict.ts';
import messageUnsubscribe from './4-inbox/message-unsubscribe.ts';
import messageContent from './4-inbox/message-content.ts';
import type { Stage } from '../src/model/check.ts';

/** Stage 4 of the checklist, in the order of the report. */
export const inbox: Stage = {
  id: 'inbox',
  question: 'Does the receiver trust it?',
  checks: [
    dkim,
    dkimRecords,
    dkimKey,
    mailFrom,
    mailFromRecords,
    spf,
    spfFromDomain,
    dmarc,
    alignment,
    dmarcReports,
    messageOrigin,
    messageDkim,
    message,
    messageVerdict,
    messageUnsubscribe,
    messageContent,
  ],
};
