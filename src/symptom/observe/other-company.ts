import { mentions } from '../mentions.ts';

/** `Session (SES)`, `Search Engine Scoring (SES)`: the words before the abbreviation are others than Simple Email Service. */
const otherSes =
  /\b(?:(?!ses\b)ses\p{L}{1,12}|s(?!imple[ -]e-?mail)\p{L}{2,20}[ -]e\p{L}{1,20}[ -]s\p{L}{2,20}) \(SES\)/iu;

/** Services that take messages, quotas and accounts, and send no mail: whose a line is, and what it must hold. */
const companies: readonly (readonly [whose: string, words: readonly string[], says: () => RegExp])[] = [
  ['something else that is called SES', ['(ses)'], () => otherSes],
  [
    'a service for push messages',
    ['fcm', 'apns', 'registration token', 'device token', 'onesignal', 'web push', 'expo push'],
    () => /\b(?:FCM|APNs?|OneSignal|(?:registration|device) token|[Ww]eb push|Expo push)\b/iu,
  ],
  [
    'a service for chat messages',
    ['telegram', 'discord', 'slack', 'whatsapp', 'messenger', 'viber', 'mattermost', 'teams webhook'],
    () =>
      /\b(?:telegram|discord|slack|whatsapp|viber|mattermost|teams|facebook messenger)\W{1,2}(?:business |cloud )?(?:bot|webhook|api|app|channel|message|template|client)\b/iu,
  ],
  [
    'the API of another company',
    [' api', 'openai', 'anthropic'],
    () =>
      /\b(?:youtube|google (?:maps|drive|ads|sheets|calendar|cloud)|vertex|gemini|openai|anthropic|twitter|reddit|spotify|stripe|paypal|shopify|github|gitlab|salesforce|zoom|dropbox|twitch|linkedin|facebook|instagram|meta)(?: data| graph| ads| rest| graphql| marketing)? api\b/iu,
  ],
  [
    'a notice of another company',
    [
      'facebook',
      'instagram',
      'linkedin',
      'tiktok',
      'paypal',
      'stripe',
      'twitter',
      'netflix',
      'ebay',
      'etsy',
      'youtube',
      'airbnb',
      'uber',
      'spotify',
      'google play',
      'google ads',
      'app store',
      'meta ',
    ],
    () =>
      /\b(?:facebook|instagram|linkedin|tiktok|paypal|stripe|twitter|netflix|ebay|etsy|youtube|airbnb|uber|spotify|google play|google ads|app store|meta)\b/iu,
  ],
  [
    'the provider of a mailbox of your own',
    [
      'google workspace',
      'google one',
      'google account',
      'icloud',
      'onedrive',
      'outlook.com',
      'gmail storage',
      'exchange online',
    ],
    () =>
      /\b(?:google (?:workspace|one|account)|icloud|onedrive|outlook\.com|gmail storage|exchange online)\b.{0,60}\b(?:is|are|almost|nearly|over) (?:\w{1,10} )?(?:full|quota|limit)\b/iu,
  ],
];

/** What makes a line one about mail that somebody sent, whatever company it names. */
const ofMail =
  /@[\w-]{1,60}\.|\be-?mails?\b|\bsmtps?\b|\bSES\b|amazon|\baws\b|\bbounc|\brecipients?(?:'s)?\b|\bcustomers?\b|\bnewsletter|\bspam\b|\binbox|\bdkim\b|\bspf\b|\bdmarc\b|(?<![\w.])[45]\d\d[ -](?:#?[45]\.\d|Message rejected: |Transaction failed|Authentication)|\b(?:he|she|they|their|his|her)\b|identities failed|(?:MessageRejected|AccessDenied|Throttling)\w{0,12}\b/iu;

/** Whose line it is, when it is about a service of a company that has nothing to do with SES; null otherwise. */
export function otherCompanyIn(line: string): string | null {
  const start = line.slice(0, 400);
  const found = companies.find(([, words, says]) => mentions(start, ...words) && says().test(start));
  return found === undefined || ofMail.test(start.replace(otherSes, ' ')) ? null : found[0];
}
