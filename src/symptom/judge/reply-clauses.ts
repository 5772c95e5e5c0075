import { foldedText } from '../observe/terms.ts';
import { withNamedMachines } from './named-machines.ts';

/** Mail that is not in the folder for spam, in the form of `foldedText`. */
const notThere =
  /\b(?:not|nor|neither|nothing|never|nicht|nichts|pas|rien|plus|ni|nada|tampoco|non|neanche|nemmeno|nem|niet|isn't|aren't|wasn't)\b(?: [^\s.;:!?]{1,14}){0,3}? (?:in|im|into|to|under|dans|en|a|nello|nella|no|na)(?: (?:the|my|his|her|their|your|den|dem|die|les|mes|la|el|los|o|a|lo|de|carpeta|ordner|dossier)){0,4} (?:spam|junk|indesirables?|pourriels?|indesiderata)\w{0,8}/gu;
/** The folder itself. */
const placeOfSpam =
  /\b(?:spam|junk)[ -]?(?:ordner|folders?|box|mailbox|tab|verzeichnis|postfach)\b|\b(?:dossier|carpeta|cartella|pasta)(?: (?:de|di|des|del))? (?:spam|junk|indesirables?|pourriels?)\b/gu;

/** "The account may not exist, it may be blacklisted": who names what may be names no reason. */
const isOfPossibilities = (clause: string): boolean => /\bmay\b.{4,120}\bmay\b.{4,80}\bor\b/u.test(clause);

/** The clauses of a reply, without its codes, addresses and links, whose parts are no words of it. */
export function clausesOf(reply: string): readonly string[] {
  return withOwnNames(withSender(withPlainAddresses(withNamedMachines(foldedText(reply)))))
    .split(/[.;!?\n](?=\s|$)| - | -- /u)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 2 && !isOfPossibilities(clause))
    .slice(0, 40);
}

/** Addresses, links, zones and names of hosts as the words for what they are. */
const withPlainAddresses = (reply: string): string =>
  reply
    // The address of a list's page names the list.
    .replace(
      /https?:\/\/\S{0,120}(?:spamhaus|spamcop|spamrats|barracudacentral|uceprotect|cloudmark|senderscore)\S{0,200}/gu,
      ' blacklist ',
    )
    .replace(/https?:\/\/\S{1,300}/gu, ' ')
    // So does the zone that the receiver asked (RFC 5782).
    .replace(
      /\b(?:[a-z0-9-]{1,63}\.){0,4}(?:surbl|uribl|spamhaus|spamcop|barracudacentral|sorbs|uceprotect|psbl|ivmuri|invaluement|abuseat|spamrats|mailspike|nordspam|spfbl|hostkarma|dnswl|blocklist)(?:\.[a-z0-9-]{2,63}){1,3}\b/gu,
      ' blacklist ',
    )
    // The address that the sentence is about; elsewhere one says no more than whose reply it is.
    .replace(
      /<[\w.!#$%&'*+/=?^{|}~-]{1,64}@[a-z0-9.-]{1,255}> (?=is|was|has|does|exists|locked|closed|disabled|not|no longer|cannot|unknown|left)/gu,
      'recipient ',
    )
    .replace(/[\w.!#$%&'*+/=?^{|}~-]{1,64}@[a-z0-9.-]{1,255}/gu, ' ')
    // An address that somebody talks to, or that is what the sentence is about, is a machine; one in brackets is said beside it.
    .replace(
      /(?<=\b(?:to|with|in|enough of|say|accept|block|blocked|ban|banned|for|client|host|ip|server|of|adresse|address|direccion|endereco|indirizzo|adres|ip-adres|ip-adresse) )\[?\d{1,3}(?:\.\d{1,3}){3}\]?/gu,
      'ip',
    )
    .replace(
      /(?:^|(?<=[;:,] ))(?:[245]\d\d )?(?:[245]\.\d\.\d{1,3} )?\[?\d{1,3}(?:\.\d{1,3}){3}\]? (?=is|was|has|does|did|behaves|not|found|listed|blocked|banned|refused|rejected|cannot|will|[a-z]{3,9}s (?:in|on|to|from|among|within|under|as|up|too|more|spam)\b)/gu,
      'ip ',
    )
    // The labels of a host's name are no words: "mx.example.com" says nothing of MX records.
    .replace(
      /\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}(?=\[)|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){2,6}\b/gu,
      ' ',
    )
    .replace(/\b(?:sender|from|envelope|return|reverse)(?:'s)? (?:e-?mail )?address/gu, 'sender')
    .replace(
      /\b(?:ip|source|client|network)(?:'s)? address(?:es)?|\b(?:adresse|direccion|endereco|indirizzo) ip\b|\bip-?adres(?:se)?\b|\baddress (?:space|range|block|pool)s?/gu,
      'ip',
    )
    .replace(
      /\b(?:adres\w{0,2}|adreca|alamat|dia chi) ip\b|\u0639\u0646\u0648\u0627\u0646 ip\b|\bip[ -]?(?:\u0430\u0434\u0440\u0435\u0441[\u0430-\u044f]{0,3}|\u30a2\u30c9\u30ec\u30b9|\u5730\u5740|\uc8fc\uc18c)/gu,
      'ip ',
    );

/** "Your address", of which a reply says that it is blocked, is the sender's. */
const withSender = (reply: string): string =>
  addresses.some((word) => reply.includes(word))
    ? reply.replace(
        /\b(?:your|ihre|deine|votre|su|sua|tu|la sua|il suo|il vostro|o seu|uw|din|deres|twoj|vas|sizin) (?:e-?mail ?-?)?(?:address|adresse|adress|direccion|indirizzo|endereco|adres|adresu)(?= (?:gesperrt|blockiert|bloque|bloccat|bloquead|geblokkeerd|sparrat|blocked|barred|banned|(?:is|was|has been) (?:blocked|barred|banned)))/gu,
        'sender',
      )
    : reply;
const addresses = ['address', 'adres', 'direccion', 'indirizzo', 'endereco'];

/** What is called by a word that elsewhere means something else, by one that means nothing else. */
const withOwnNames = (reply: string): string =>
  reply
    // "Mail from" a machine names no sender.
    .replace(
      /\bmail (?=from (?:(?:your|the|this|ip|host|server|client) )?(?:ip|ips|host|server|network|\[?\d))/gu,
      'connection ',
    )
    .replace(/\b(?:from|by|of) your address\b/gu, 'from sender')
    .replace(
      /\b(?:our|the) (?:anti-?)?(?:spam|virus) ?filter (?=(?:is|was) (?:out|down|over|busy|off|broken|not|un|asleep|being)|did not|does not|could not|cannot|timed|crashed)/gu,
      'our scanner ',
    )
    // What counts things says nothing of a rate where it counts what lies in a mailbox, or what users said.
    .replace(
      /\btoo many (?:letters|messages|mails|e-?mails|items)(?: [a-z]{1,12}){0,4}? (?:in|on)(?: [a-z]{1,12}){0,2} (?:mail ?box|inbox|account|server|folder)\b/gu,
      'mailbox full',
    )
    .replace(
      /\b(?:too many|too much|many|excessive) (?:spam |abuse )?(?:complaints?|abuse)\b|\btoo many of (?:our|the) (?:users|customers)\b/gu,
      'bad reputation',
    )
    .replace(/\b(?:draw|drawn|drew) (?:the|a|our) line\b/gu, 'limit')
    .replace(/\bsign(?:ed|s|ing)? in(?:to)?\b/gu, 'logged in')
    .replace(/\b(?:no|without an?) active (?=subscription|contract|plan|licen[cs]e)/gu, 'suspended ')
    .replace(/\bbeing (?:moved|migrated|transferred|relocated|converted)\b/gu, 'in migration')
    .replace(
      /\b((?:session|connection|connect)s? (?:from|of|by)) (?:this|your|one|the same) address/gu,
      '$1 ip',
    )
    .replace(/\b(?:un)?trust(?:worthy|ed) (?=dkim|spf|signature|domainkey)/gu, 'valid ')
    // How many there are of them says nothing of any.
    .replace(
      /\bnumber of recipients\b|(?<=[a-z,] )\d{2,6} (?:recipients|empfanger|destinat\w{1,8}|ontvangers|mottagare|modtagere|mottakere|odbiorcow|prijemcu|получателей)\b/gu,
      'number of messages',
    )
    .replace(/\bsize=\d{4,12}\b|\bmaximum(?: [a-z.]{1,20}){0,4} \d{5,12}\b/gu, 'message too large')
    .replace(/\bdomain (?:by|of|with|called) (?:that|this) name\b/gu, 'domain')
    // All that there is of something that is measured is used.
    .replace(/\b(\d{1,12}) ?(?:[kmgt]i?b|%|bytes) (?:of|out of) \1\b/gu, 'mailbox full')
    .replace(/\b(?:anti-?)?(?:spam|virus) (?:engine|scanner|service|gateway|checker)\b/gu, 'our scanner')
    // Domino keeps a mailbox in a file.
    .replace(/\bmail ?(?:file|database)\b/gu, 'mailbox')
    // What has a name of its own is a domain: the name of a person is another thing.
    .replace(
      /\b(?:host|domain|service)(?: (?:or|and) (?:host|domain|service))? (?:names?|not known)\b/gu,
      (words) => (words.endsWith('known') ? 'domain not known' : 'domain'),
    )
    // Where mail was looked for is no verdict: "not in spam either", "the junk folder is empty".
    .replace(notThere, ' ')
    .replace(placeOfSpam, ' ')
    // The names of lists hold the word that they are about.
    .replace(/\bspam(?:haus|cop|eatingmonkey|rats|cannibal)\b/gu, 'blacklist')
    .replace(/\bfeedback[ -]loops?\b/gu, 'complaint')
    .replace(/\b(?:to|for|by) the (?:administrator|postmaster|sender)\b/gu, ' ')
    .replace(/\b[245]\d\d[ -]#?[245]\.\d{1,3}\.\d{1,3}\b|^\s{0,3}[245]\d\d[ -]/gu, ' ');
