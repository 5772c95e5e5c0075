/**
 * Names of mailbox providers as the metrics of Virtual Deliverability Manager have them. SES lists none, and a name that
 * it does not know has no data: that is all the harm a wrong one does.
 */
export const vdmReceivers = [
  'Gmail',
  'Yahoo',
  'Outlook',
  'Hotmail',
  'AOL',
  'iCloud',
  'Comcast',
  'GMX',
] as const;

/** Which of our names of receivers each of them is. */
const known: Readonly<Record<string, string>> = {
  Outlook: 'Outlook.com',
  Hotmail: 'Outlook.com',
  AOL: 'Yahoo',
  iCloud: 'Apple',
  GMX: 'GMX and WEB.DE',
};

/** Whether a receiver that a reply names is this mailbox provider of the metrics. */
export const isVdmReceiver = (provider: string, receiver: string | undefined): boolean =>
  receiver === (known[provider] ?? provider);
