/** What to do where filters or rules wait for other mail: how a record of SES names its sender ("The mail object"). */
export const otherSenders =
  'Let a filter or rule take this sender as well, or add a reader for it. In the records of SES, mail.source is the address as it was sent, e.g. "Example <news@example.com>", and mail.tags holds ses:from-domain and ses:configuration-set.';
