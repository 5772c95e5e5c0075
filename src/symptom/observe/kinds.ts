/**
 * The kinds of failure that a text names, in the languages it may be in. Who has a failure has one of them, seldom two; a legend, a
 * list of settings, a lesson, a row of heads names one after the other.
 */

/** Parts of words, in lower case and without what stands between words, by the kind that they name. */
const kinds: readonly (readonly string[])[] = [
  'mailboxfull,mailboxisfull,overquota,postfachvoll,postfachistvoll,boîtepleine,boîteestpleine,buzónlleno,casellapiena,mailboxvol',
  'userunknown,unknownuser,unknownrecipient,nosuchuser,recipientunknown,mailboxunavailable,benutzerunbekannt,utilisateurinconnu,usuariodesconocido,utentesconosciuto',
  'greylist,graylist',
  'throttl,ratelimit,sendingrate,toomany',
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
  'dailyquota,quotaexceeded,limitexceeded',
  'virus,malware',
  'relaydenied,relayaccess,relayingdenied',
  'toolarge,messagesize,maxsize',
  'domainnotfound,nosuchdomain,hostunknown,dominioinesist',
  'spamreject,spamtrap,markedasspam,asspam',
  'expiredtoken,tokenexpired,accessdenied,zugriffverweigert',
  'softbounce,transient,deferred',
  'hardbounce,permanent',
].map((words) => words.split(','));

/** How many kinds of failure a text names. */
export function kindsNamed(text: string): number {
  const letters = text.toLowerCase().replace(/[\s_.-]{1,20}/gu, '');
  return kinds.filter((words) => words.some((word) => letters.includes(word))).length;
}
