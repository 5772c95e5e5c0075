import { symptomProblem, type Severity, type Step, type SymptomProblem } from '../../src/model/check.ts';
import { receivers } from '../../src/knowledge/receivers.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { you } from '../../src/model/steps.ts';

interface Words {
  severity?: Severity;
  /** Where what is known of the delivery makes it graver. */
  severityOf?: (candidate: Candidate) => Severity;
  summary: (candidate: Candidate) => string;
  impact: string | ((candidate: Candidate) => string);
  fix: (candidate: Candidate) => readonly Step[];
  distinguish: string;
  references?: readonly string[];
}

const notificationPage = guide('notification-contents');

/** A code that only a bounce, an event or a receiver's reply can show. */
export const read = ({
  severity = 'error',
  severityOf,
  summary,
  impact,
  fix,
  distinguish,
  references = [notificationPage],
}: Words): SymptomProblem =>
  symptomProblem({
    severity,
    impact,
    references,
    read: { severity: severityOf ?? severity, summary, fix, distinguish },
  });

/** The recipient, or words that stand for one. */
export const whom = ({ subject }: Candidate): string => subject ?? 'the recipient';

/** Nobody tries again: a refusal for good, or a message that was given up (src/symptom/finality.ts). */
export const isOver = ({ data }: Candidate): boolean => data['ended'] !== undefined;

/** The severity of trouble that passes: who is no longer tried has lost the message. */
export const lost = (candidate: Candidate): Severity => (isOver(candidate) ? 'error' : 'warning');

/** The receiver as the reply shows it. */
export const receiver = ({ data }: Candidate): string => data['receiver'] ?? 'the receiver';

/** The step that names the receiver's postmaster page, where we know one. */
export const postmaster = (candidate: Candidate): readonly Step[] => {
  const page = receivers.find(({ name }) => name === candidate.data['receiver'])?.postmaster ?? null;
  return page === null ? [] : [you(`Read what ${receiver(candidate)} asks of senders: ${page}`)];
};

/** Sentence case. An address stays as it is: its capitals count, as on the suppression list. */
export const capital = (text: string): string =>
  text.includes('@') ? text : text.charAt(0).toUpperCase() + text.slice(1);
