import { readProblem, type ReadWords } from '../../src/model/read-problem.ts';
import type { Step, SymptomProblem } from '../../src/model/check.ts';
import { receivers } from '../../src/knowledge/receivers.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { you } from '../../src/model/steps.ts';

const notificationPage = guide('notification-contents');

/** A code that only a bounce, an event or a receiver's reply can show. */
export const read = (
  words: Omit<ReadWords, 'references'> & Partial<Pick<ReadWords, 'references'>>,
): SymptomProblem => readProblem({ references: [notificationPage], ...words });

/** The recipient, or words that stand for one. */
export const whom = ({ subject }: Candidate): string => subject ?? 'the recipient';

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
