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
