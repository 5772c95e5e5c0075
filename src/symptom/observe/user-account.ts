import { mentions } from '../mentions.ts';

/** Codes and names by which services that keep the accounts of users say that one has not confirmed its address. */
const codes =
  /\bauth\/(?:email-not-verified|unverified-email|user-not-verified|email-unverified)|\bemail_?(?:address_?)?not_?(?:verified|confirmed)\b|\bemail_(?:un)?verified\b|\b(?:User|Email)Not(?:Verified|Confirmed)\w{0,12}\b/iu;
/** The same in words. */
const words =
  /\be-?mail(?: ?address)?\b.{0,60}\b(?:not|n't|never|yet to be|un)[ -]?(?:been |yet |yet been )?(?:verified|confirmed)\b/iu;
/** What is refused then: to log in, to register; and services that do so. */
const login =
  /\b(?:log(?:ging|ged|s)?[ -]?(?:in|on)|sign(?:ing|ed|s)?[ -]?(?:in|up|on)|regist(?:er|ration)\w{0,3}|activate your account|o-?auth2?|oidc|sso|firebase|auth0|keycloak|okta|cognito|supabase|clerk|allauth|git ?(?:hub|lab)|discord|stripe|before you push)\b/iu;
/** Somebody sends: then it is the identity of a sender. */
const sending =
  /\bsend(?:ing|er|s)?\b|\bsent\b|message ?rejected|identities failed|\bses\b|\bamazon|\baws\b|\bsmtps?\b|(?<![\d.])[45]\d\d[ -][A-Z\d]|\bnewsletter|\bbounc|\bmails?\b(?! address)|\be-?mails? (?:failed|is|are|was|were) /iu;

/** Whose line it is, when it tells that a user of some service has not confirmed an address; null otherwise. No identity of SES is meant. */
export function userAccountIn(line: string): string | null {
  if (
    !mentions(line, 'verif', 'confirm') ||
    mentions(line, 'rejected', 'identities failed', 'amazon', 'smtp')
  )
    return null;
  const start = line.slice(0, 500);
  const isOfUser = codes.test(start) || (words.test(start) && login.test(start));
  const rest = start.replace(words, ' ').replace(codes, ' ');
  return isOfUser && !sending.test(rest) ? 'a service in which users have accounts' : null;
}
