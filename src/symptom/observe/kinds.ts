/**
 * The kinds of failure that a text names, in the languages it may be in. Who has a failure has one of them, seldom two; a legend, a
 * list of settings, a lesson, a row of heads names one after the other.
 */

/** Parts of words, in lower case and without what stands between words, by the kind that they name. */
const kinds: readonly (readonly string[])[] = [
  'mailboxfull,quotareached,volleposteingang,pełnaskrzynka,mailboxisfull,overquota,postfachvoll,postfachistvoll,vollempostfach,vollespostfach,fullmailbox,boîtepleine,boîteestpleine,buzónlleno,casellapiena,mailboxvol',
  'userunknown,unknownuser,unknownrecipient,nosuchuser,recipientunknown,mailboxunavailable,benutzerunbekannt,unbekannteradresse,unbekannteempf,utilisateurinconnu,usuariodesconocido,utentesconosciuto',
  'greylist,graylist',
  'throttl,ratelimit,sendingrate,dailyquota,quotaexceeded,limitexceeded,gedrosselt',
  'toomanyconnection,toomanyrecipient,toomanyconcurrent',
  'suppress,sperrliste,unterdrück,supresión,suppression',
  'complain,beschwerde,plainte,queja',
  'blacklist,blocklist,spamhaus,listenoire,listanegra,blockedby,blockedip,ipblocked',
  'credentials,authentication,loginrejected,passwordrejected,authfail,zugangsdaten,identifiants,credenciales,smtpauth',
  'unverified,notverified,nichtverifiziert,nonvérifi,noverificad,pasauthentifi',
  'paused,suspend,gesperrt,suspendu',
  'certificate,zertifikat,certificat',
  'timeout,timedout,zeitüberschreitung,tiempodeespera',
  'connectionrefused',
  'dkim',
  'dmarc',
  'sandbox',
  'virus,malware',
  'relaydenied,relayaccess,relayingdenied',
  'toolarge,messagesize,maxsize',
  'domainnotfound,nosuchdomain,hostunknown,dominioinesist,domainunbekannt,domaineinconnu',
  'spamreject,spamtrap,markedasspam,asspam',
  'expiredtoken,tokenexpired,accessdenied,zugriffverweigert',
  'hardbounce,softbounce,deferred',
].map((words) => words.split(','));

/** Signs between the items of a list. */
const separators = /[,;|\u00b7\u2022\u25cf\n]|\s(?:or|oder|ou|lub)\s/giu;

/** How many kinds of failure a text names. */
export function kindsIn(text: string): number {
  const letters = text.toLowerCase().replace(/[\s_.-]{1,20}/gu, '');
  return kinds.filter((words) => words.some((word) => letters.includes(word))).length;
}

/** Whether a text names one kind of failure after the other. */
export function listsKinds(text: string): boolean {
  const named = kindsIn(text);
  return named > 2 || (named === 2 && (text.match(separators)?.length ?? 0) > 1);
}
