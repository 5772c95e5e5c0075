import { mentions } from '../mentions.ts';

/** Words by which clients say that the server did not take user name and password, in the languages they speak. */
const rejected =
  /could not authenticate|(?:authentication|authorization|login) (?:failed|unsuccessful|failure|was rejected|rejected|denied)|authenticationfailed|smtpauthenticationerror|invalid login|invalid credentials|bad credentials|failed to authenticate|unable to authenticate|cannot authenticate|can't authenticate|wrong (?:user ?name or )?password|authentifizierung (?:ist )?fehlgeschlagen|anmeldung (?:ist )?fehlgeschlagen|authentifizierungsfehler|échec de l'authentification|authentification (?:a )?échou|no se pudo autenti|error de autenti|falló la autenti|autenticación (?:ha )?fall|falha (?:na|de|ao) autenti|autenticação falhou|autenticazione (?:non riuscita|fallita)|authenticatie mislukt|autentisering misslyckades|uwierzytelni\w+ nie|ошибка (?:аутентификации|авторизации)|认证失败|验证失败|身份验证失败|認証に失敗|認証エラー|인증 실패/u;
/** What looks like it and is another fault, or another server's words. */
const otherwise =
  /5\.7\.8\b|5\.7\.139|account not subscribed|signature version 2|gsmtp|temporary auth|no mechanism|internal authentication error|\b454\b|\b421\b|\b53[08][ ,]|connection|timed? ?out|imap|pop3|ldap|proxy|database|postgres|psql|mysql|docker|daemon|kubectl|npm |\bssh\b|\bgit\b|oauth|token/u;

/** Whether a line tells of a login at an SMTP server that was turned down. `plain` is in the form of `plainText`. */
export const tellsOfRejectedLogin = (plain: string): boolean =>
  rejected.test(plain) && !otherwise.test(plain);

/** The server put the login off: a reply of 4yz is no verdict on the password (RFC 4954 section 6, RFC 5321 4.2.1). */
const putOff =
  /(?:sasl |smtp )?authentication ?(?:failed|failure|error|unsuccessful)\b[^\n]{0,200}?(?:said:? ["']?|: |[(,]\s?)(4[25]\d)(?:[ -]|,\s?b?["'])/u;

/** Whether a line tells of a login that the server could not judge for now. `plain` is in the form of `plainText`. */
export const tellsOfLoginPutOff = (plain: string): boolean =>
  mentions(plain, 'authentication') &&
  mentions(plain, 'fail', 'error', 'unsuccessful') &&
  putOff.test(plain) &&
  !/imap|pop3|ldap/u.test(plain);

/** The client had no password to give, and says so before it tries. */
export const tellsOfMissingPassword = (plain: string): boolean =>
  (mentions(plain, 'password') || (mentions(plain, 'credentials') && mentions(plain, 'smtp', 'missing'))) &&
  /no password specified|password (?:is )?(?:required|missing|empty) .{0,40}smtp|smtp .{0,40}(?:password|credentials) (?:is |are )?(?:not set|missing|empty|required)|missing credentials for ["']?(?:plain|login)/u.test(
    plain,
  );
