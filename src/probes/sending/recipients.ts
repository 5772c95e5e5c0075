import { isSimulatorAddress } from '../../knowledge/simulator.ts';

/**
 * The last thing a message passes: throws unless it goes to one recipient, and that one is the mailbox simulator or the
 * address that the user named and agreed to. Whatever comes before, nothing else is ever sent.
 */
export function onlyToAgreed(recipients: readonly string[], agreed: string | null): void {
  const [recipient, ...others] = recipients;
  if (recipient === undefined || others.length > 0)
    throw new Error('a message of ses-doctor has one recipient');
  if (!isSimulatorAddress(recipient) && (agreed === null || recipient !== agreed))
    throw new Error('ses-doctor sends to the mailbox simulator, and to an address that was agreed to');
}
