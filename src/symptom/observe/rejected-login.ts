import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';

/** Words by which clients say that the server did not take user name and password, in the languages they speak. */
const rejected =
  /could not authenticate|(?:authentication|authorization|login) (?:failed|unsuccessful|failure|was rejected|rejected|denied)|authenticationfailed|smtpauthenticationerror|smtpclientauthenticationexception|authenticationinvalidcredentials|invalid login|invalid credentials|bad credentials|failed to authenticate|unable to authenticate|cannot authenticate|can't authenticate|authentifizierung (?:ist )?fehlgeschlagen|anmeldung (?:ist )?fehlgeschlagen|authentifizierungsfehler|échec de l'authentification|authentification (?:a )?échou|no se pudo autenti|error de autenti|falló la autenti|autenticación (?:ha )?fall|falha (?:na|de|ao) autenti|autenticação falhou|autenticazione (?:non riuscita|fallita)|authenticatie mislukt|autentisering misslyckades|uwierzytelni\w+ nie|ошибка (?:аутентификации|авторизации)|认证失败|验证失败|身份验证失败|認証に失敗|認証エラー|인증 실패/u;
/** What looks like it and is another fault, or another server's words. */
const otherwise =
  /5\.7\.8\b|5\.7\.139|account not subscribed|signature version 2|gsmtp|temporary auth|no mechanism|internal authentication error|\b454\b|\b421\b|\b53[08][ ,]|connection|timed? ?out|imap|pop3|ldap|proxy|database|postgres|psql|mysql|docker|daemon|kubectl|npm |\bsshd?\b|\bssh2\b|\bpam\b|\bsudo\b|dovecot|\bgit\b|oauth|token/u;

/** User name or password, and what is said of one that is not the right one; in either order, close together. */
const credential =
  'pass ?word|pass ?phrase|user ?names?|credentials|passwort|kennwort|benutzername|mot de passe|identifiants|contraseña|usuario|senha|usuário|nome utente|wachtwoord|gebruikersnaam|lösenord|adgangskode|passord|salasana|hasło|heslo|parol[aă]|şifre|парол[ья]|логин|密码|パスワード|비밀번호';
const wrong =
  'incorrect|wrong|invalid|bad|falsch\\p{L}{0,2}|ungültig\\p{L}{0,2}|inkorrekt|erroné\\p{L}{0,2}|incorrecte?s?|incorrect[ao]s?|inválid[ao]s?|invalide?s?|errat[ao]|non valid[aeio]|onjuist\\p{L}{0,2}|ongeldig\\p{L}{0,2}|fel|felaktig\\p{L}{0,2}|forkert\\p{L}{0,2}|feil|väärä|nieprawidłow\\p{L}{0,3}|błędn\\p{L}{0,3}|nesprávn\\p{L}{0,3}|incorectă|hatalı|yanlış|неверн\\p{L}{0,3}|неправильн\\p{L}{0,3}|错误|不正确|正しくありません|잘못';
const badCredential = once(
  () =>
    new RegExp(
      `(?<![\\p{L}])(?:${wrong})[^\\p{L}\\n]{1,3}(?:\\p{L}{1,14}[^\\p{L}\\n]{1,5}){0,3}(?:${credential})|(?:${credential})(?:[^\\p{L}\\n]{1,5}\\p{L}{1,12}){0,4}?[^\\p{L}\\n]{0,3}(?:${wrong})(?![\\p{L}])`,
      'u',
    ),
);
/** Words without which a line speaks of no credentials; a short reply is spared the pattern above. */
const ofCredentials: readonly string[] = [
  ...[
    'pass',
    'user',
    'credential',
    'kennwort',
    'benutzer',
    'mot de',
    'identifiant',
    'contrase',
    'usu',
    'senha',
  ],
  ...[
    'utente',
    'wachtwoord',
    'lösenord',
    'adgangskode',
    'salasana',
    'hasło',
    'heslo',
    'parol',
    'şifre',
    'парол',
  ],
  ...['логин', '密码', 'パスワード', '비밀번호'],
];

/** Whether a line tells of a login at an SMTP server that was turned down. `plain` is in the form of `plainText`. */
export const tellsOfRejectedLogin = (plain: string): boolean =>
  rejected.test(plain) && !otherwise.test(plain);

/** The same in words for user name and password alone, which any program may say: what stands near has to name the server. */
export const tellsOfBadCredential = (plain: string): boolean =>
  mentions(plain, ...ofCredentials) && badCredential().test(plain) && !otherwise.test(plain);

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
