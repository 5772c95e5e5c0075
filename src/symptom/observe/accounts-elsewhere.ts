/** Accounts elsewhere have addresses that wait for their confirmation, too. */
export const isOfAccountElsewhere = (plain: string): boolean =>
  /\bgit(?:hub|lab)?\b|bitbucket|discord|auth0|firebase|keycloak|okta|supabase|\bsign(?:ed|ing)?[ -]?(?:in|up)\b|\blog ?in\b|your account|profile|oauth/u.test(
    plain,
  ) && !/554|message ?rejected|failed the check|\bses\b|sesv2|amazon|\baws/u.test(plain);
