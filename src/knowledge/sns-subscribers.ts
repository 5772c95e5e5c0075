/** Protocols of SNS behind which somebody reads: no program gets what is delivered to them. */
const people: ReadonlySet<string> = new Set(['email', 'sms']);

/** Whether a person reads what SNS delivers by this protocol. */
export const isForPeople = (protocol: string): boolean => people.has(protocol);

/** A subscriber in a few words. `endpoint` is empty where SNS or its list does not say. */
export const subscriberText = ({ protocol, endpoint }: { protocol: string; endpoint: string }): string =>
  endpoint === '' ? `a subscriber of kind ${protocol}` : `${endpoint} (${protocol})`;

/** How each kind of subscriber confirms ("Subscribing an endpoint to an Amazon SNS topic"). */
export function howToConfirm(protocol: string): string {
  switch (protocol) {
    case 'http':
    case 'https':
      return 'SNS posted a SubscriptionConfirmation to the URL: let the application open its SubscribeURL, or take the Token from its log and call confirm-subscription.';
    case 'email':
    case 'email-json':
      return 'SNS mailed a link "Confirm subscription" to the address: open it. Look in the spam folder, or subscribe again to get another.';
    default:
      return 'Let the owner of the endpoint confirm it, or subscribe again from the account that owns the endpoint: then no confirmation is needed.';
  }
}
