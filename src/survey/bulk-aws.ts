import type { AwsAction, AwsInput } from '../model/aws-calls.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import type { AwsCallOptions, AwsProbe } from '../model/aws.ts';
import { Unavailable } from '../model/unavailable.ts';
import { replyFrom } from './batched-identity.ts';
import { isAddress } from '../parse/identity-name.ts';
import type { Batches } from './batches.ts';
import { askListing, type Listing } from './listing.ts';

/** What all identities of a place share. */
export interface PlaceAnswers {
  aws: AwsProbe;
  listing: Listing;
  batches: Batches;
  signal: AbortSignal;
  made: Made;
  /** Where few send: what GetEmailIdentity says of each is kept, since tenants ask about the same. */
  asksEach: boolean;
  /** The listing as SES gives it. */
  list: () => AwsReply<'ses:ListEmailIdentities'>;
}

/** Calls that were made already, by action, input and Region. */
export type Made = Map<string, Promise<unknown>>;

/** The answers of a place; the listing is put into SES's words when somebody asks. */
export function placeAnswers(given: Omit<PlaceAnswers, 'list'>): PlaceAnswers {
  let listed: AwsReply<'ses:ListEmailIdentities'> | null = null;
  return { ...given, list: () => (listed ??= listReply(given.listing)) };
}

const listReply = ({ items }: Listing): AwsReply<'ses:ListEmailIdentities'> => ({
  EmailIdentities: items.map((one) => ({
    IdentityName: one.name,
    IdentityType: one.type === 'address' ? 'EMAIL_ADDRESS' : 'DOMAIN',
    SendingEnabled: one.sendingEnabled,
    // The words come from the list itself.
    VerificationStatus: one.verificationStatus as 'SUCCESS',
  })),
});

/** The probe that makes each call once, whoever asks. */
export const onceEach = (aws: AwsProbe, made: Made): AwsProbe =>
  ((...[action, input, more]: Parameters<AwsProbe>) =>
    once({ aws, made }, action, input, more?.region)) as AwsProbe;

/**
 * The AWS probe for the judgement of one identity: the facts ask as they do in a check, and what the list and the
 * batches tell is taken from there. `really` names the identity for which GetEmailIdentity itself is asked, or null.
 * What does not depend on the identity is asked once a place.
 */
export function bulkAws(place: PlaceAnswers, really: string | null): AwsProbe {
  const { aws, listing, batches } = place;

  async function identity(
    name: string,
    region: string | undefined,
  ): Promise<AwsReply<'ses:GetEmailIdentity'>> {
    if (region !== undefined) return await identityElsewhere(place, name, region);
    // What an address has of its own is compared with its domain, and batches do not show all of it.
    if (really !== null && name !== really && isAddress(really) && listing.find(name) !== null)
      return await once(place, 'ses:GetEmailIdentity', { EmailIdentity: name });
    if (name === really)
      return await (place.asksEach
        ? once(place, 'ses:GetEmailIdentity', { EmailIdentity: name })
        : aws('ses:GetEmailIdentity', { EmailIdentity: name }));
    const listed = listing.find(name);
    if (listed === null) {
      if (listing.complete) throw absent(name);
      return await once(place, 'ses:GetEmailIdentity', { EmailIdentity: name });
    }
    const batched = await batches.of(listed.name);
    const reply = batched === null ? null : replyFrom(listed, batched);
    return reply ?? (await once(place, 'ses:GetEmailIdentity', { EmailIdentity: listed.name }));
  }

  async function notifications(
    input: AwsInput<'ses:GetIdentityNotificationAttributes'>,
  ): Promise<AwsReply<'ses:GetIdentityNotificationAttributes'>> {
    const [name = ''] = input.Identities ?? [];
    const batched = await batches.of(name);
    if (batched?.notifications.ok !== true)
      return await once(place, 'ses:GetIdentityNotificationAttributes', input);
    const { value } = batched.notifications;
    return { NotificationAttributes: value === null ? {} : { [name]: value } };
  }

  // Each branch answers the action it names: the table's types go through one function for all.
  return (async (action: AwsAction, input: AwsInput<AwsAction>, more?: AwsCallOptions) => {
    if (action === 'ses:GetEmailIdentity')
      return await identity((input as { EmailIdentity?: string }).EmailIdentity ?? '', more?.region);
    if (action === 'ses:GetIdentityNotificationAttributes') return await notifications(input);
    // A call an identity, to name the tenants that are paused: in bulk nobody asks.
    if (action === 'ses:ListResourceTenants' && really === null) throw tenantsNotAsked;
    if (action === 'ses:ListMultiRegionEndpoints') throw endpointsNotAsked;
    if (action === 'ses:ListEmailIdentities' && listing.complete && more?.region === undefined)
      return place.list();
    return await once(place, action, input, more?.region);
  }) as AwsProbe;
}

/** In another Region the list tells first: most names are not there, and one call tells it of a thousand. */
async function identityElsewhere(
  place: PlaceAnswers,
  name: string,
  region: string,
): Promise<AwsReply<'ses:GetEmailIdentity'>> {
  const key = `listing ${region}`;
  const asked =
    (place.made.get(key) as Promise<Listing> | undefined) ?? askListing(place.aws, place.signal, { region });
  place.made.set(key, asked);
  const listing = await asked;
  if (listing.complete && listing.find(name) === null) throw absent(name);
  return await once(place, 'ses:GetEmailIdentity', { EmailIdentity: name }, region);
}

/** A call of which the answer holds for every identity of the place. */
export async function once<A extends AwsAction>(
  { aws, made }: Pick<PlaceAnswers, 'aws' | 'made'>,
  action: A,
  input: AwsInput<A>,
  region?: string,
): Promise<AwsReply<A>> {
  const asked = asOneQuestion(action, input);
  const key = JSON.stringify([action, asked, region ?? null]);
  const call = made.get(key) ?? aws(action, asked, region === undefined ? {} : { region });
  made.set(key, call);
  // The key holds the action, so the answer under it is of that action.
  return (await call) as AwsReply<A>;
}

/** Whether there are tenants, and which: the first page tells both. */
const asOneQuestion = <A extends AwsAction>(action: A, input: AwsInput<A>): AwsInput<A> =>
  action === 'ses:ListTenants' && 'PageSize' in input && !('NextToken' in input) ? {} : input;

/** One for all, as in DNS. */
const endpointsNotAsked = new Unavailable(
  'not-asked',
  'a survey has no error of which a global endpoint may have chosen the Region',
);

const tenantsNotAsked = new Unavailable(
  'not-asked',
  'a survey asks for the tenants of an identity only with --deep',
);

export const absent = (name: string): Unavailable =>
  new Unavailable('not-found', `there is no identity ${name}`, { question: 'ses:GetEmailIdentity' });
