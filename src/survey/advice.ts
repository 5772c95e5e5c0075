import type { SurveyUnanswered } from './lines.ts';

/** What to do where a question had no answer; null where its message says all. */
export function adviceFor({
  reason,
  action,
  message,
}: Pick<SurveyUnanswered, 'reason' | 'action' | 'message'>): string | null {
  if (reason === 'access-denied' && action === 'sts:AssumeRole')
    return 'The role has to exist in the account, its trust policy has to let in whoever runs the survey, with the external id that it asks for, and whoever runs the survey needs sts:AssumeRole for it';
  // API Reference of Organizations, ListAccounts.
  if (reason === 'access-denied' && action === 'organizations:ListAccounts')
    return 'Only the management account of an organization, or an account that is its delegated administrator, may list the accounts, and its policies have to allow organizations:ListAccounts: run the survey there, or name the accounts with --accounts';
  if (reason === 'access-denied' && action !== null)
    return `Allow ${action}: ses-doctor policy --for survey prints all that a survey reads`;
  if (reason === 'no-credentials')
    return 'Sign in (aws sso login, aws configure), or name a profile with --profile; ses-doctor check --only access says more';
  if (reason === 'profile-not-found') return 'See aws configure list-profiles for the names there are';
  if (reason === 'credentials-expired') return 'Sign in again; the next run with the same --state goes on';
  if (/^the resolver \S+ answered SERVFAIL /.test(message))
    return 'It gets no answer from the name servers of the zone, or one whose DNSSEC does not hold: whoever runs them has to look. Where it is all zones, it is the resolver: --resolver asks another one';
  if (message.startsWith('the resolver ')) return 'Where it is all zones, --resolver asks another resolver';
  return null;
}
