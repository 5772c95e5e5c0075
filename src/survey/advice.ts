import type { SurveyUnanswered } from './lines.ts';

/** What to do where a question had no answer; null where its message says all. */
export function adviceFor({ reason, action }: Pick<SurveyUnanswered, 'reason' | 'action'>): string | null {
  if (reason === 'access-denied' && action === 'sts:AssumeRole')
    return 'The role has to exist in the account, its trust policy has to let in whoever runs the survey, with the external id that it asks for, and whoever runs the survey needs sts:AssumeRole for it';
  if (reason === 'access-denied' && action !== null)
    return `Allow ${action}: ses-doctor policy --for survey prints all that a survey reads`;
  if (reason === 'credentials-expired') return 'Sign in again; the next run with the same --state goes on';
  return null;
}
