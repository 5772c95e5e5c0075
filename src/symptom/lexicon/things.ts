/** How people say that there are more of a record than one: three records for DKIM beside one for SPF are not more of either. */
const moreThanOneOf = (kind: string): string => {
  const many =
    'two|2|both|several|multiple|more than one|second|another|duplicate*|doubled|three|3|zwei|doppelt*|mehrere|dos|deux|varios|plusieurs';
  const records = 'record*|entry|entries|eintrag|eintrage|registro*|enregistrement*|txt';
  return [
    `{${many}} {${kind}}`,
    `{${many}} {different|separate|conflicting|competing|such|of|txt|dns|valid|old|of the|of our} {${kind}}`,
    `{${many}} {txt|dns} {${records}} .. {${kind}}`,
    `{two|2|several|multiple|more than one|duplicate*|three|zwei|dos|deux} {${records}} {with|starting with|that start with|beginning with|of|for} {${kind}}`,
    `{${kind}} {${records}} {twice|doubled|duplicate*|two times|multiple|doppelt*}`,
    `{${kind}} {${records}} .. {is|are|was|were|there} {twice|doubled|duplicated|two times}`,
    `{${kind}} {twice|multiple|duplicate*|doubled}`,
    `{${kind}} {permerror|has|have|with|found|finds|says|because of|due to} {${many}} {${records}}`,
    `{multiple|two|duplicate*|more than one} {${records}} .. {found|permerror} .. {${kind}}`,
    `one {${kind}} .. and one`,
    `one {${kind}} .. {another|a second}`,
  ].join(', ');
};

/** What people name in their trouble: records, settings and places, by the words that people have for them. */
export const things = {
  // Records.
  aRecord: `record*, txt, entry, entries, cname*, mx, zone, zone file, _dmarc*, v=spf1, v=dmarc1, dns, eintrag, eintrage, registro*, enregistrement*`,
  moreThanOne: `two, 2, both, several, multiple, more than one, second, duplicate*, doubled, twice, three, one .. and one, another .. {record*|entry|one}, zwei, doppelt*, mehrere, dos, deux`,
  twoSpf: moreThanOneOf('spf|v=spf1|sender policy framework'),
  twoDmarc: moreThanOneOf('dmarc|v=dmarc1|_dmarc'),
  noRecord: `no .. {record*|entry|policy}, no {txt|mx|cname}, {has|have|had|got|there is|with} no {dmarc|spf}, no {dmarc|spf} {at all|yet|there|set up|configured}, {without|lack*|never had|missing} .. {record*|policy|dmarc|spf|mx|entry}, {record*|entry|mx|txt|dmarc|spf} .. {missing|not found|not there}, {not|n't|never} .. {have|find|found|finds|published|publish|set up} .. {record*|dmarc|spf|mx|entry}, forgot*, fehlt, keinen, falta, manque`,
  tooManyLookups: `{too many|more than|over|exceed*|beyond|above} .. {lookup*|look-up*|includes|queries|10|ten}, {lookup*|look-up*} .. {limit|exceed*|too many|11|12|13|14|15}, {11|12|13|14|15|eleven|twelve|thirteen} .. {lookup*|look-up*|dns}, dns-lookup*`,
  brokenRecord: `syntax*, typo*, malformed, invalid, {not|n't} .. {valid|parse*|correct|pars*|read}, unparsable, semicolon*, wrong {syntax|format}, missing semicolon, garbled, quot*`,
  twiceTheDomain: `doubled name, domain .. {twice|doubled|again|two times|appended}, {append*|adds|added|attach*} .. {domain|zone}, twice in the name, name .. twice`,
  otherType: `orange cloud, orange, proxied, proxy, proxying, cloudflare proxy, flatten*, {as|a|instead} .. {txt|a record} .. {instead|rather|cname}, txt instead, txt .. instead of, a record instead, wrong {type|record type}`,
  keyRevoked: `empty p, p= .. empty, empty .. {p=|p|key}, key .. revoked, revoked .. key, without a key, p tag`,
  switchedOff: `disabled, {switch*|turn*} .. off, is off, not enabled, isn't enabled, deactivated, not activated, {not|n't} .. enabled, shows off, ausgeschaltet, deaktiviert`,
  readyToPass: `feedback-smtp*, mx .. {region|us-east-1|eu-west-1|eu-central-1}, wrong mx, mx .. {still|old}`,
  willBeLost: `temporar*, no longer {find*|see*|detect*|there}, can no longer, {in|within} .. days, at risk, about to, soon`,
  recordGone: `deleted, removed, gone, vanished, disappeared, moved .. {dns|zone|registrar|nameserver*}, changed .. {dns|nameserver*|registrar|hoster}, lost`,
  alignWord: `align*, misalign*, unalign*, other domain, different domain, d=*, not our domain`,

  // Who sends from where.
  otherAccount: `{other|another|different|second|parent|sister|main|central|separate|both|two|client's|customer's} .. {account|accounts}, cross-account, cross account, crossaccount, sourcearn, fromemailaddressidentityarn, sending authorization*, sending authorisation*, identity policy, authorization policy, {account a|account b}`,
  spelling: `upper*, lower*, lowercase, uppercase, capital*, case sensitive*, case-sensitive*, spelling, spelt, two spellings, letters, capitalised, capitalized, in caps`,
  isDeleted: `deleted, removed, {not|n't|no longer} .. {exist*|there|in the list|listed}, gone, never .. {added|created|set up}, vanished, dropped`,
  twoRegions: `two regions`,
  misspeltRegion: `misspelt region`,
  regionSetting: `aws_region, aws_default_region, default region, region setting, region variable`,
  noKeysFound: `{cannot|can't|couldn't|could not|unable to|doesn't|does not} {find|locate|load|get|see} {credential*|aws credential*|any credential*}, no {credential*|aws credential*}`,
  blockedThere: `block, blocks, blocked, blocking, blockiert, geblockt, bloqu*, blocca*`,
  mailLoop: `hop count, hop-count, mail loop, mail loops, loops back to myself, too many hops, routing loop, {mail|message} .. loop`,
  turnedFailed: `{no|never|n't|kein*|nicht|fehlt|pas|jamais|non|senza|sin|geen|sem|nao} .. {green|tick|haken|hakchen|grun|coche|verte|verde|spunta|marca|vinkje|groen} .. {failed|failure|fehlgeschlagen|echoue|fallido|fallito|mislukt|falhou|rot|red|rouge|rojo|rosso|rood}, {turn*|went|became|chang*|switch*|jump*|flip*|fell} .. {failed|failure|red}, {status|state} .. {failed|failure}, {failed|failure} .. {status|state}`,
  httpRefusal: `{401|403|404|405|410|500|502|503|504} {forbidden|unauthori*|not found|method*|gone|internal*|bad gateway|service*|gateway*}, {http|status|answer*|return*|got} .. {401|403|404|405|500|502|503|504}`,
  profileWord: `profile, profiles, aws_profile, named profile`,

  // Login.
  userName: `iam user name*, iam username*, iam user's name, name of .. iam user, ses-smtp-user*, smtp-user, {email|e-mail|mail} address as .. {user*|login}, console {user*|login|password}, arn as .. user*, account id as, {user name|username} .. {email|e-mail|address|arn|name}`,
  temporaryKey: `asia*, temporary {key*|credential*|access key*}, sts, role's {key*|credential*}, assumed role, {key*|credential*} .. role, session credential*, instance role, short-lived, sso`,
  secretAsPassword: `{secret|secret key|secret access key|access key*} .. {password|smtp}, {password|smtp} .. {secret key|secret access key|aws secret|access key*}, aws keys, api keys, iam keys`,
  oldPassword: `years ago, since 20*, from 20*, created {in|before} 20*, old {smtp password|password|credentials|smtp credentials}, sigv2, signature version 2, legacy`,
  noLoginOffered: `no mechanism, mechanism*, auth .. {not|n't|isn't} .. {offer*|support*|advertis*|list*|announc*}, {not|n't|no} .. {offer*|advertis*|announc*} .. auth*, unsupported auth*, cram-md5, sasl mech*`,
  notNow: `temporar*, sometimes, now and then, once in a while, every now, random*, 454, sporadic*, intermittent*, occasionally`,

  // The way there.
  ipv6: `ipv6*, ip v6, v6, aaaa, -6, ip6, inet6`,
  noRoute: `network is unreachable, network unreachable, no route, host unreachable, host is unreachable, enetunreach, ehostunreach, unroutable, destination unreachable`,
  helo: `helo, ehlo, introduc* {itself|ourselves|himself|themselves}, presents itself, announces itself, hello name, greets with, {host|machine|server} name .. {ehlo|helo|greeting}, localhost .. greeting`,
  idle: `idle, idling, idles, inactiv*, unused, {open|kept|keep*|hold*|reus*|re-us*|leave*|left|stays|pooled|persistent|long-lived} .. {connection*|session*|transport|socket}, {connection*|session*|transport|socket} .. {open|reus*|re-us*|idle|unused|all night|over night|overnight|for hours|for minutes|pool*}, after .. {minutes|seconds|hours} .. {nothing|quiet|silence|inactiv*|idle|pause}, quiet {period|time|hours|minutes}, first mail {after|in}, after a {pause|break|while|quiet}`,
  noGreeting: `no {greeting|banner|welcome}, {never|not|n't} .. {greeting|banner|220}, connect* .. {then|but} .. {nothing|silence|silent|no}, then silence, blank screen, {greeting|banner} .. {never|not|n't|missing}, stays silent, says nothing, nothing is said`,
  otherBanner: `{other|strange|wrong|different|foreign|another|unexpected} .. {banner|greeting|server|software|mta}, {banner|greeting} .. {other|strange|wrong|different|another|exim|postfix|hoster|provider*|unexpected|isn't}, antivirus, {intercept*|redirect*|hijack*} .. {port|smtp|connection*|traffic}, {port|smtp|connection*|traffic} .. {intercept*|redirect*|hijack*}, transparent proxy, mail shield, smtp proxy, cpanel`,
  notOffered: `{not|n't|no|never|without} .. {offer*|advertis*|announc*|list*|show*}, strip*, missing, lacks`,
  otherHost: `{name|names|hostname|host name|cn|altname*} .. {mismatch*|match*|differ*|other|another|wrong}, {not|n't} .. {match*|valid for|issued for|for this host|for that name}, other name, wrong name, another host, belongs to`,
  manySessions: `{too many|max*|limit* of|simultaneous|concurrent|parallel|open} .. {connection*|session*|sockets}, {connection*|session*} .. {limit|at once|at the same time|in parallel|exceed*}`,

  // What is sent.
  helperWord: `helper*, partial*, custom function*, formatdate, block helper, if/else, eq, inline partial*`,
  mimeWord: `mime, header*, boundary, content-type, raw message, multipart, charset, line length, lines longer, long lines, crlf, duplicate {header*|subject|from|to}, encoding`,
  nobodyGiven: `{no|empty|without|missing|any} .. {recipient*|to address|to field|to list|destination*|receiver*}, {recipient*|to field|to list|destination|toaddresses} .. {empty|missing|blank|null|undefined}, no one in to, nobody in to`,
  hiddenReason: `{no|without|any|hides|swallow*|eats} .. {reason|detail*|message|explanation|stack trace}, {just|only} .. {false|failed|error|failure|nothing}, returns false, {error|exception} .. {empty|blank|object object|hidden|swallow*|useless}, generic error, {not|n't|never} .. {tell|say|log|show|print} .. {why|reason|more|what}, empty catch`,
  notSubscribed: `not subscribed, optinrequired, opt-in required, subscription required, {not|n't} .. {signed up|activated|subscribed|enabled for}, account .. {activat*|sign-up|signup}`,
  globalEndpoint: `global endpoint*, multi-region endpoint*, multiregion*, endpoint id`,

  // Pools, lists, tenants.
  aPool: `pool, pools, ip-pool*, dedicated ip pool*`,
  newIps: `{new|fresh|leased|bought|ordered|rented|own|brand-new|recently} .. {ip|ips}, dedicated ip*, {ip|ips} .. {new|fresh|leased|since monday}`,
  warmUp: `warm*, ramp*, slowly, gradual*, too {quick*|fast|soon|much at once}, from zero, right away, full volume, all at once, step by step`,
  notAttached: `{not|never|n't|forgot*|without} .. {attach*|associat*|assign*|link*|belong*|connect*|added|part of|resource}, not .. resource of`,

  // Events and receivers.
  unconfirmed: `pendingconfirmation, pending confirmation, {not|never|n't|forgot*|no one|nobody} .. {confirm*|subscribeurl}, {confirm*} .. {subscription|link|url|mail|request}, subscribeurl, unconfirmed, awaiting confirmation`,
  someTypesOnly: `only {some|bounces|deliveries|opens|sends|complaints|clicks}, {bounces|complaints|opens|clicks|deliveries|sends} .. but {not|never|no}, other {types|events} .. {arrive|come|work}, {not|never|n't|no} .. {opens|clicks|complaints|deliveries|delivery events|open events|click events}, type .. {ticked|checked|selected|enabled}`,
  encrypted: `kms*, encrypt*, cmk, key policy, alias/aws/sns, sse, customer managed key, aws managed key`,
  linkWord: `link, links, button, click, clicks, url, urls, href, tracking`,
  rewritten: `rewrit*, redirect*, track*, tracking domain, awstrack*, r.*.awstrack*, wrapped`,
  linkDead: `server not found, {not|n't|no longer} .. {found|open|work*|load*|resolve*|in dns|reach*|exist*}, dead, 404, broken, dns_probe*, nxdomain, lead* nowhere, goes nowhere, {cannot|can't} be {found|reached|opened}, error page, site can't`,
  notOnOurList: `global*, amazon's own, aws' own, {not|n't|isn't|nothing|no} .. {our|own|account*|my} .. list*, {our|own|account*|my} .. list .. {not|n't|empty|nothing|clean}, {list|lookup} .. {empty|returns nothing|clean|not found}`,
  signOff: `unsubscri*, opt* out, opted out, opted-out, opt-out, abgemeldet, topic preference*`,
  theirServer: `{their|receiving|recipient's|customer's|destination|other|partner} .. {company|firm|bank|side|provider|gateway|filter|end|it|admin*}, receiving {company|side|end|party|firm}, {their|customer's|recipient's|receiving|receiver's|company's|destination} .. {server|mail server|mx|system|gateway|exchange|mta|host}, receiving server, mail server of, mx of`,
  isDown: `is down, are down, was down, offline, {not|never|n't} .. {answer*|respond*|reachable|reach*}, unreachable, timeout*, time* out, timed out, overload*, out of order, 4.4.*, internal error, server error, refuses connections`,
  gaveUp: `gave up, gives up, given up, giving up, expir*, {after|for} .. {hours|days} .. {tried|trying|retr*|bounce*|return*}, retr* .. {hours|days}, 4.4.7, undelivered after, delivery timeout, {14|12|24|48} hours`,
  greylisting: `greylist*, graylist*, grey list*, gray list*, grey-list*, come back later, try again later, first attempt, first try, second attempt, second try`,
  asSpamRefused: `{reject*|refus*|bounc*|block*|classif*|consider*|think*|thought|flagged|treat*|seen} .. {spam|junk|unsolicited|bulk|spammy|phishing}, {spam|junk|unsolicited|phishing} .. {reject*|refus*|bounc*|block*}, spam {content|filter|detected|score|message}`,
  fileWord: `attachment*, attached, attach, file, files, zip, exe, pdf, docm, xlsm, macro*, archive, anhang, fichier, adjunto`,
  closedMailbox: `{mailbox|account|address|inbox|user} .. {closed|disabled|deactivat*|inactive|suspended|locked|dormant|frozen|abandoned|not active|isn't active}, {disabled|deactivated|inactive|closed|suspended|dormant} .. {mailbox|account|address|inbox|user}`,
  relayDenied: `relay* .. {denied|not permitted|not allowed|refus*|prohibit*|access}, {not|n't|cannot|unable to|refus*|den*|won't} .. relay*, relaying`,
  reverseName: `ptr, reverse dns, rdns, reverse {name|lookup|record|entry}, hostname .. ip, fcrdns`,
  domainGone: `domain .. {not exist*|does not exist|doesn't exist|not found|n't found|no longer|gone|expired|typo|misspel*|mistyp*|unknown}, {no|without} .. {mx|mail server} .. {domain|record}, nxdomain, host not found, gmial*, gmal*, hotmial*, {typo|mistyp*|misspel*} .. domain, domain .. no mx`,
  iAmAway: `{i am|i'm|i will be|i'll be|we are|we're} .. {away|travelling|traveling|on leave|parental leave|maternity leave|annual leave|sick leave|on holiday*|on vacation|out to lunch|out of the country|not at my desk}, {not|n't|no} .. {read|check*|see*|access*|laptop} .. {until|till|before}, {ich bin|bin ich} .. {unterwegs|abwesend|verreist|nicht da|nicht im haus|im urlaub}, je suis .. {absent*|conge*|vacances}, {estoy|estare} .. {fuera|vacaciones|ausente}, sono .. {assente|ferie|fuori}, ik ben .. {afwezig|vakantie|weg}`,
  thanksForMail: `{thanks|thank you|many thanks} .. {mail|email|e-mail|message|note}, {danke|dank} .. {nachricht|mail|e-mail}, merci .. {message|mail|courriel}, gracias .. {mensaje|correo}, grazie .. {messaggio|mail|email}, {dank|bedankt} .. {bericht|mail}`,
  outOfOffice: `out of office, out-of-office, ooo, vacation, auto-repl*, autorepl*, auto repl*, automatic repl*, autorespon*, auto-respon*, abwesenheit*, urlaub*, away message*, holiday message*`,
  notAuthenticated: `unauthenticated, {not|n't|isn't|fail*|lack*|without} .. authenticat*, authentication .. {fail*|missing|required|requirement*}, 5.7.26, 5.7.515, sender requirements, bulk sender*`,
  forwarded: `forward*, weitergeleitet, redirect* .. mailbox, mailing list, mailman, alias`,
  receiptRule: `receipt rule*, receiving rule*, rule set*, inbound rule*, email receiving, ses inbound, incoming mail .. rule`,
  ownDomainMissing: `{our|my|sender|sending|from|sender's} .. domain .. {mx|not exist*|not found|n't exist|resolve*|null mx|no dns|no mx|no mail}, {mx|null mx|a record} .. {our|sender|sending|from} domain, sender address rejected .. domain`,
  ofThem: `recipient*, receiver*, customer*, client*, user*, address*, mailbox*, inbox*, they, their, domain*, gmail*, outlook*, yahoo*, company`,
  ofOurs: `colleague*, co-worker*, coworker*, teammate*, someone, somebody, admin*, alarm, automation, ourselves, by mistake, by accident, accident*, intern, i {switched|turned|disabled|paused|clicked|stopped}, we {switched|turned|disabled|paused}, pipeline, terraform, ops`,
  starttls: `starttls, start tls`,
  dmarcOrSpf: `dmarc, spf, authentication, p=reject`,
  emptyPool: `empty, nothing in, has nothing, no {ip|ips|address*}, without {ip|ips|address*}, {returned|released|gave back|given back|cancelled|canceled|terminated|deleted|removed} .. {ip|ips|pool}, pool .. {gone|deleted|empty|old|nothing|removed}`,
  twoSpellings: `two spellings`,
  encryptedOnly: `{only|must|require*|insist*|demand*|want*|need*|enforce*} .. {encrypt*|tls|ssl}, {encrypt*|tls} .. {required|only|mandatory|enforced}, unencrypted, without {tls|encryption}`,
  theirSide: `bank*, company, receiver*, recipient*, their, customer*, partner*, authority, authorities, insurance, hospital, ministry`,
  awaits: `applied, requested, waiting, asked for, {no|not|n't|still} .. {answer*|reply|replied|response|decision|heard|decided}, how long .. {take*|answer*|wait*|until}, days ago, last week, since {monday|tuesday|wednesday|thursday|friday}, on {monday|tuesday|wednesday|thursday|friday}`,
  neverHear: `{never|not|n't|nobody|no one|nothing} .. {hear|heard|told|know|learn*|notif*|informed|notice*|find out} .. {bounce*|complaint*|about|of}, {where|how} .. {see|find out|know|learn|go} .. {bounce*|complaint*}`,
} as const satisfies Readonly<Record<string, string>>;
