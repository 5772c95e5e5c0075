/** Labels that people give to a MAIL FROM domain; AWS's own examples are among them. */
export const mailFromLabels: readonly string[] = [
  'mail',
  'bounce',
  'bounces',
  'email',
  'ses',
  'mailfrom',
  'send',
];

/** Sub-domains at which a record of the domain itself is put by mistake. */
export const siblingLabels: readonly string[] = ['www', 'mail', 'email', 'send'];
