import { symptomProblem, type Severity, type Step, type SymptomProblem } from './check.ts';
import type { Candidate } from './symptom.ts';

/** The words of a code that only a pasted text can show. */
export interface ReadWords {
  /** Default: an error. */
  severity?: SymptomProblem['severity'];
  /** Where what is known of the delivery makes it graver. */
  severityOf?: (candidate: Candidate) => Severity;
  summary: (candidate: Candidate) => string;
  impact: string | ((candidate: Candidate) => string);
  fix: (candidate: Candidate) => readonly Step[];
  distinguish: string;
  references: readonly string[];
}

/** A code that only a text can show: a session's reply, a bounce, an event. */
export const readProblem = ({
  severity = 'error',
  severityOf,
  summary,
  impact,
  fix,
  distinguish,
  references,
}: ReadWords): SymptomProblem =>
  symptomProblem({
    severity,
    impact,
    references,
    read: { severity: severityOf ?? severity, summary, fix, distinguish },
  });

/** Nobody tries again: a refusal for good, or a message that was given up (src/symptom/finality.ts). */
export const isOver = ({ data }: Candidate): boolean => data['ended'] !== undefined;

/** The severity of trouble that passes: who is no longer tried has lost the message. */
export const lost = (candidate: Candidate): Severity => (isOver(candidate) ? 'error' : 'warning');
