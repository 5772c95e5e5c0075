/** What `ses-doctor test` meets in a Region: SES takes messages, and what is made there is kept. */
export interface SendingWorld {
  /** The messages that SES took, in order. */
  sent: SentMail[];
}

export interface SentMail {
  messageId: string;
  at: Date;
  from: string;
  recipient: string;
  /** The configuration set in force, or null. */
  set: string | null;
  tags: Record<string, string>;
}

/** SES takes what it is given, and nothing else is there yet. */
export const sendingWorld = (): SendingWorld => ({ sent: [] });
