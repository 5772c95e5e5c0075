/** Ports behind what may be a host. */
const beforePort =
  /(?:\[[\d.:a-f]{3,45}\])?[\]"']{0,2}(?::| port |, port:? ?|, )(?:25|465|587|2525|2465|2587)(?!\d)/u;

/** `port: mail.example.com, 587` of JavaMail, `host=mail.example.com`, `lookup mail.example.com`. */
const behindWord =
  /(?:(?:\b|_)host(?:name)?\b|\bhost, port|(?:\b|_)server\b|\brelay\b|unknown smtp host|lookup|getaddrinfo(?: enotfound| eai_again)?|cannot connect to|smtps?:\/\/)["']?\s{0,2}(?:=>|[:=]{0,2})\s{0,2}["']?([a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8}\.[a-z]{2,24}|[a-z0-9-]{1,63}\.[a-z]{2,12})\b/u;

/**
 * A host that a line says a connection goes to, in lower case, or null. A name of a file, a class or a package is none, and no more
 * is what a program calls it by: `self.host`, `process.env.SMTP_HOST`, `config('mail.host')`. `plain` is in the form of `plainText`.
 */
export function hostIn(plain: string): string | null {
  const before = beforePort.exec(plain)?.index;
  const start = Math.max(0, (before ?? 0) - 255);
  const named =
    before === undefined
      ? null
      : /[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8}$/u.exec(plain.slice(start, before));
  const told = named === null ? behindWord.exec(plain) : null;
  const found = named?.[0] ?? told?.[1];
  if (found === undefined || /^[\d.]+$/u.test(found)) return null;
  const at = named === null ? plain.indexOf(found, told?.index ?? 0) : start + named.index;
  if (isExpression(plain, found, at)) return null;
  return /\.(?:js|ts|php|py|rb|java|go|cs|rs|mjs|cjs|log|conf|cf|ini|toml|ya?ml|json|env)$/u.test(found)
    ? null
    : found;
}

/** What programs alone call the things that hold their settings. */
const ofPrograms =
  /^(?:self|this|cls|cfg|conf|config|configuration|configs|settings?|env|environ|environment|process|opts?|options?|args?|argv|params?|parameters|props?|properties|ctx|context|os|import|globals?|viper)$/u;
/** The same and what hosts are called as well: `app`, `mailer`; and the members that hold a host. */
const holders =
  /^(?:self|this|cls|my|its?|cfg|conf|config|configuration|configs|settings?|env|environ|environment|process|app|application|current-app|opts?|options?|args?|argv|params?|parameters|props?|properties|ctx|context|os|sys|system|rails|django|flask|laravel|spring|smtp-?(?:config|settings|options|conf)|mail-?(?:config|settings|options|conf)|email-?(?:config|settings)|secrets?|vault|data|obj|object|request|req|state|values?|viper|builder|client|transport|mailer|constants?|defaults?|import|module|service|globals?|meta)$/u;
const members =
  /^(?:host|hostname|hostaddr|smtphost|smtpserver|mailhost|server|servername|address|addr|url|uri|endpoint|relay|env|environ|settings|config|mail|smtp|email|mailer|port|value|get|name|credentials)$/u;

/** Whether a dotted name is what a program calls a host by, from its labels and what stands around it. */
function isExpression(plain: string, name: string, at: number): boolean {
  const labels = name.split('.');
  const [first = ''] = labels;
  const last = labels.at(-1) ?? '';
  // A member, an index or a call follows: the name goes on.
  if (/^(?:_|\(|\[['"a-z$]|\.[a-z_]|->|::)/u.test(plain.slice(at + name.length, at + name.length + 3)))
    return true;
  // `$this->mail.host`, `@settings.host`, `&cfg.host`, `_conf.host`, `Config::mail.host`
  if (/(?:[$@&_]|->|::)$/u.test(plain.slice(Math.max(0, at - 2), at))) return true;
  if (ofPrograms.test(first)) return true;
  if (holders.test(first) && (labels.length === 2 || members.test(last))) return true;
  // `mail.smtp.host`, `spring.mail.host`: the key of a setting, whether in quotes or not.
  return (
    members.test(last) && labels.slice(0, -1).every((label) => members.test(label) || holders.test(label))
  );
}
