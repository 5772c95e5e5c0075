/** Where AWS puts an account under review, and where it may pause it; fractions of 1 ("Amazon SES sending review process FAQs"). */
export const reputationLimits = {
  bounce: { elevated: 0.02, review: 0.05, pause: 0.1 },
  complaint: { elevated: 0.0005, review: 0.001, pause: 0.005 },
} as const;

export type RateKind = keyof typeof reputationLimits;
