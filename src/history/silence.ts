import type { Answers } from './answers.ts';

/** A type of events of which there is none, though so much mail lets one expect some. */
export interface SilentType {
  type: 'DeliveryDelay' | 'Complaint';
  /** Recipients that the mail was sent to. */
  mail: number;
}

/**
 * So much mail has some as a rule: of a hundred messages one or two wait; of ten thousand, receivers that tell of complaints
 * have more than a handful. Of less mail nobody wonders.
 */
const fewest = { DeliveryDelay: 2000, Complaint: 10_000 } as const;
const questionOf = { DeliveryDelay: 'deferrals', Complaint: 'complaints' } as const;
const types = ['DeliveryDelay', 'Complaint'] as const;

/** The types that a question asks for, and that no record is of: nobody knows whether there was none. */
export const silentTypes = ({
  asked,
  where,
  overview: { events, totals },
}: Answers): readonly SilentType[] =>
  where.length > 0
    ? []
    : types
        .filter(
          (type) =>
            asked.includes(questionOf[type]) && events[type] === undefined && totals.attempts >= fewest[type],
        )
        .map((type) => ({ type, mail: totals.attempts }));
