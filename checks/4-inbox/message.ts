import {
  defineCheck,
  notApplicable,
  symptomProblem,
  type ReadWords,
  type Step,
  type SymptomProblem,
} from '../../src/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Candidate } from '../../src/symptom.ts';
import { messageRead } from './message.words.ts';

const references = [guide('send-email-authentication-dmarc'), 'https://www.rfc-editor.org/rfc/rfc8601'];

/** A code with the words for header fields that somebody pasted. */
const fromHeader = (
  read: ReadWords & {
    impact: (candidate: Candidate) => string;
    fix: (candidate: Candidate) => readonly Step[];
  },
): SymptomProblem =>
  symptomProblem({ severity: read.severity ?? 'error', impact: read.impact, references, read });

export default defineCheck({
  id: 'message',
  title: 'The received message passes the checks of its receiver',
  why: 'Only the receiver sees what arrives. Its header fields say which check passed and what it thinks of the message.',
  needs: {},

  problems: {
    'message/dkim-invalid': fromHeader(messageRead['message/dkim-invalid']),
    'message/dkim-unaligned': fromHeader(messageRead['message/dkim-unaligned']),
    'message/unsigned': fromHeader(messageRead['message/unsigned']),
    'message/spf-failed': fromHeader(messageRead['message/spf-failed']),
    'message/dmarc-failed': fromHeader(messageRead['message/dmarc-failed']),
    'message/spam-verdict': fromHeader(messageRead['message/spam-verdict']),
    'message/forwarded': fromHeader(messageRead['message/forwarded']),
  },

  evaluate: () => notApplicable('no received message was given', '--message'),
});
