/** Accounts elsewhere have addresses that wait for their confirmation, too. */
export const isOfAccountElsewhere = (plain: string): boolean =>
  /\bgit(?:hub|lab)?\b|bitbucket|discord|auth0|firebase|keycloak|okta|supabase|\bsign(?:ed|ing)?[ -]?(?:in|up)\b|\blog ?in\b|your account|profile|oauth/u.test(
    plain,
  ) &&
  !/554|message ?rejected|failed the check|\bses\b|sesv2|amazon|\baws|\b(?:not|never|be) sent\b|\bsending\b|\bto send\b/u.test(
    plain,
  );

/** What an account of SES may be called, in the capitals of a title too. */
const ofHere =
  /^(?:Your|Our|My|The|This|That|An?|Amazon|AWS|SES|SESv2|IAM|SMTP|Email|E-?Mail|Mail|Sending|Production|Prod|Sandbox|Root|Main|Member|New|Same|Whole|Entire|Customer|Company|Organi[sz]ation|If|When|Since|Is|Has|And|But)$/u;

/** Whether a line, as it is written, names whose account it speaks of, and it is nobody's of SES: "our Instagram account is", "under review by Meta". */
export function isAccountOfOthers(text: string): boolean {
  const owner =
    /\b([A-Z][\w-]{1,24})(?: (?:[Aa]ds?|[Bb]usiness|[Ss]eller|[Mm]erchant|[Dd]eveloper|[Pp]ages?)){0,2} [Aa]ccount\b/u.exec(
      text,
    )?.[1];
  const judge = /\b(?:review|paused|suspended|disabled) by ([A-Z][\w-]{1,24})\b/u.exec(text)?.[1];
  return [owner, judge].some((one) => one !== undefined && !ofHere.test(one));
}
