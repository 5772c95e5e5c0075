import type { PartDimension, PartKind } from './answers.ts';
import type { FailureGroup } from './failures.ts';
import type { SharpBar } from './sharp-step.ts';

/** What divides the mail, and the column of a group of failures that names it. */
export const partDimensions = {
  identity: 'identity',
  campaign: 'campaign',
  'configuration-set': 'set',
} as const satisfies Readonly<Record<PartDimension, keyof FailureGroup>>;
/** What happens to a part, and when it is told. */
export const kinds: Readonly<
  Record<PartKind, { type: string; step: Omit<SharpBar, 'bar'>; level: Readonly<Level> }>
> = {
  bounce: {
    type: 'Bounce',
    step: { difference: 0.02, differenceOfOther: 0.05 },
    level: { share: 0.1, sure: 0.05, hits: 20 },
  },
  complaint: {
    type: 'Complaint',
    step: { difference: 0.002, differenceOfOther: 0.004 },
    level: { share: 0.005, sure: 0.005, hits: 5 },
  },
  delay: {
    type: 'DeliveryDelay',
    step: { difference: 0.1, differenceOfOther: 0.15 },
    level: { share: 0.2, sure: 0.1, hits: 20 },
  },
};

/** The events that are counted of a kind. */
export const partTypes: Readonly<Record<PartKind, string>> = {
  bounce: kinds.bounce.type,
  complaint: kinds.complaint.type,
  delay: kinds.delay.type,
};

/** Without days before it, a part is told by its share, and the least that it can be with 99 % certainty. */
export interface Level {
  share: number;
  sure: number;
  hits: number;
}
