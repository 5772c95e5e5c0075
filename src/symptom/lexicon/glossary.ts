import { withoutUnreported } from '../observe/mentioned.ts';
import { isOfSomebody } from '../observe/signs.ts';
import { anyOf, type Terms } from '../observe/terms.ts';

/**
 * What people tell of their mail in German, French, Spanish, Italian, Dutch and Portuguese, and the English words that the concepts of
 * the lexicon know for it: each concept then need not hold all languages. In the form of `anyOf`; a row has each of the languages in
 * which the words are not those of English.
 */
const rows: readonly (readonly [english: string, ...others: readonly string[]])[] = [
  [
    'our mail',
    'unsere {mail|mails|e-mails|nachrichten|newsletter}',
    'nos {mails|e-mails|messages|courriels|envois}',
    'nuestros {correos|mensajes|emails|envios}',
    '{le|i} {nostre|nostri} {mail|e-mail|messaggi|invii}',
    'onze {mails|e-mails|berichten}',
    '{nossos|nossas} {e-mails|emails|mensagens|envios}',
  ],
  ['account', 'konto, kontos', 'compte', 'cuenta', 'account', 'account', 'conta'],
  ['sending', 'versand', 'envoi, envois', 'envio', 'invio', 'verzending', 'envio'],
  [
    'has been paused, suspended',
    'pausiert, angehalten, {konto|versand} .. {gesperrt|gestoppt}, {gesperrt|gestoppt} .. {konto|versand}',
    '{compte|envoi*} .. {suspendu*|bloque*}, suspendu*',
    '{cuenta|envio*} .. {suspend*|bloquead*|pausad*|detenid*}, suspendid*',
    '{account|invio*} .. {sospes*|bloccat*}, sospes*',
    '{account|verzending} .. {gepauzeerd|opgeschort|geblokkeerd|stopgezet}, gepauzeerd',
    '{conta|envio*} .. {suspens*|bloquead*|pausad*}, {suspendeu|pausou|bloqueou} .. {conta|envio*}',
  ],
  [
    'password credentials',
    'passwort*, kennwort*, zugangsdaten, anmeldedaten, smtp-passwort',
    'mot de passe, identifiants',
    'contrasena*, credenciales',
    'credenziali, nome utente',
    'wachtwoord*, inloggegevens, smtp-inloggegevens, gebruikersnaam',
    'senha*, credenciais, nome de usuario',
  ],
  [
    'not accepted',
    '{nimmt|nehmen} .. nicht, lehnt .. ab, akzeptiert .. nicht, {nicht|kein} .. akzeptiert, weist .. zuruck, abgelehnt, abgewiesen, verweigert',
    "{n'accepte|n'acceptent|n'est} {plus|pas} .. {accepte*|nos|notre|le|les|l'}, {refuse|refuses|refusee|refusees|refusent|rejete*}",
    'no acepta*, no .. {aceptad*|admite*}, rechaza*',
    'non accetta*, rifiuta*, respin*, non .. accettat*',
    'weiger*, geweigerd, accepteert .. {niet|geen}, {niet|geen} .. geaccepteerd, afgewezen',
    'nao aceita*, recusa*, rejeita*, nao .. aceit*',
  ],
  [
    'bounces, comes back',
    '{kommen|kommt|kam|kamen} .. zuruck, unzustellbar, {einen|als} bounce',
    '{reviennent|revient|reviens} .. {erreur|expediteur|arriere}, reviennent, nous reviennent',
    '{vuelven|devuelt*|rebota*|rebotan}',
    '{tornano|torna|tornate} .. indietro, rimbalza*',
    '{komen|komt} .. terug, teruggestuurd, onbestelbaar',
    '{voltam|volta|devolvid*|retornam}',
  ],
  [
    'mailbox of the recipient',
    'postfach .. {kund*|empfanger*|von}, postfach',
    'boite .. {client*|destinataire}, boite aux lettres, {la|sa|leur} boite',
    'buzon',
    'casella',
    '{mailbox|postvak} .. {klant|ontvanger}, postvak',
    'caixa {postal|de entrada|de correio}, caixa .. {cliente|destinatario}',
  ],
  [
    'mailbox full',
    '{postfach|mailbox|postfacher} .. voll, volles postfach',
    'boite .. {pleine|saturee}',
    '{buzon|bandeja} .. llen*',
    'casella .. {piena|esaurita}',
    '{mailbox|postvak|postbus} .. vol',
    'caixa .. {cheia|lotada}',
  ],
  [
    'no such user, mailbox does not exist',
    '{adresse|postfach|empfanger*} .. {gibt es nicht|existiert nicht|unbekannt}, {gibt es nicht|existiert nicht|unbekannt*} .. {adresse|postfach|empfanger*}, unbekannter empfanger, adresse .. gibt es',
    "{adresse|boite|destinataire} .. {n'existe|inconnu*|introuvable}",
    '{direccion|buzon|destinatario} .. {no existe|inexistente|desconocid*}',
    '{indirizzo|casella|destinatario} .. {non esiste|inesistente|sconosciut*}',
    '{adres|mailbox|postvak|ontvanger} .. {bestaat niet|onbekend}',
    '{endereco|caixa|destinatario} .. {nao existe|inexistente|desconhecid*}',
  ],
  [
    'recipients, customers',
    'kunde, kunden, kundin, empfanger*',
    'client, clients, destinataire*',
    'cliente, clientes, destinatari*',
    'cliente, clienti, destinatari*',
    'klant*, ontvanger*',
    'cliente, clientes, destinatari*',
  ],
  [
    'daily quota reached',
    '{tageslimit|tageskontingent|tagesquote|tagliche*} .. {erreicht|ausgeschopft|aufgebraucht|uberschritten}, {erreicht|ausgeschopft|aufgebraucht|uberschritten} .. {tageslimit|tageskontingent}',
    '{quota|limite} {quotidien*|journalier*} .. {atteint*|epuise*|depasse*}, {atteint|epuise|depasse} .. {quota|limite}',
    '{alcanz*|super*|agot*} .. {limite|cuota} .. {diari*|24 horas|mensajes}, {limite|cuota} {diari*} .. {alcanz*|agotad*|superad*}',
    '{raggiunto|superato|esaurito} .. {limite|quota} .. {giornalier*|24 ore}, {limite|quota} giornalier* .. {raggiunt*|superat*|esaurit*}',
    '{daglimiet|dagelijkse limiet|dagquotum} .. {bereikt|overschreden}, {bereikt|overschreden} .. daglimiet',
    '{atingi*|ultrapass*|esgot*} .. {limite|cota} .. {diari*|24 horas}, {limite|cota} {diari*} .. {atingid*|esgotad*}',
  ],
  [
    'too fast, more than allowed per second',
    'zu schnell',
    'trop vite, trop rapidement',
    'demasiado rapido',
    'troppo veloc*, troppo in fretta',
    'te snel',
    'rapido demais, muito rapido',
  ],
  [
    'can only send to my own verified addresses',
    'nur .. {verifizierte|bestatigte|eigene} .. {adressen|empfanger|adresse}',
    "{qu'a|qu'aux|seulement} .. {verifie*|propres} , {qu'a|qu'aux} .. adresses",
    'solo .. {direcciones|destinatarios|correos} .. verificad*, solo .. verificad*',
    'solo .. {indirizzi|destinatari} .. verificati, solo .. verificat*',
    'alleen .. {geverifieerde|eigen} .. adressen',
    '{so|apenas|somente} .. {enderecos|destinatarios} .. verificados, {so|apenas|somente} .. verificad*',
  ],
  [
    'to other recipients',
    '{alle|allen|an} {anderen|andere}',
    '{les|aux|autres} {autres|destinataires}',
    '{los|a} {demas|otros}',
    '{gli|agli} altri',
    '{de|alle|aan} anderen',
    '{os|aos} outros',
  ],
  [
    'not verified',
    'nicht {verifiziert|bestatigt|uberpruft}',
    "{n'est|ne sont|n'etait|soient} pas {verifie*|validee*|confirme*}",
    'no {esta|estan} {verificad*|validad*}',
    'non {e|sono|risulta} {verificat*|validat*}',
    'niet {geverifieerd|bevestigd}',
    'nao {esta|estao|foi} {verificad*|validad*}',
  ],
  [
    'lands in the spam folder',
    '{landen|landet|landeten|gehen|kommen} .. {spam*|junk*}',
    '{arrivent|arrive|tombent|finissent|atterrissent|vont} .. {spam*|indesirable*}',
    '{caen|llegan|llega|van|acaban|entran} .. {spam|no deseado}',
    '{finiscono|finisce|vanno|arrivano|cadono} .. {spam|indesiderata}',
    '{belanden|belandt|komen|komt|gaan} .. {spam*|ongewenste*}',
    '{caem|cai|vao|param|chegam} .. {spam|lixo}',
  ],
  [
    'address on the suppression list',
    '{adresse|adressen} .. sperrliste .. {ses*|konto*|unser*}, {ses|konto*} .. {sperrliste|unterdruckungsliste}, unterdruckungsliste',
    'liste de suppression',
    'lista de supresion',
    '{lista|elenco} {di|delle} {soppressione|soppressioni}',
    '{suppressielijst|onderdrukkingslijst|blokkeerlijst}',
    'lista de {supressao|supressoes}',
  ],
  [
    'connection times out',
    'zeituberschreitung, keine verbindung, {bekomm*|kriege*} .. keine verbindung',
    "delai {d'attente|depasse}, connexion .. {n'aboutit|impossible|expire*}",
    'tiempo de espera, no .. {conecta|conectar|conexion}',
    '{connessione|collegamento} .. {scadut*|fallit*|non}, non .. {connette|connettersi|collegarsi}',
    'geen verbinding, verbinding .. {mislukt|verlopen}',
    'sem conexao, tempo .. esgotado, nao .. {conecta|conectar}',
  ],
  [
    'identity verification failed',
    '{verifizierung|verifikation|uberprufung|bestatigung} .. {fehlgeschlagen|gescheitert|schlug fehl}',
    '{echec .. verification|verification .. {echoue*|a echoue}}, echec de la verification, verification .. echoue*',
    '{verificacion|validacion} .. {fallid*|fallo|error}, error .. verificacion',
    '{verifica|convalida} .. {non riuscita|fallit*}',
    'verificatie .. mislukt',
    '{verificacao|validacao} .. {falhou|falha}, falha na verificacao',
  ],
  [
    'identity verification still pending',
    '{verifizierung|identitat*|dkim*} .. {ausstehend|steht aus}',
    '{verification|identite|dkim*} .. en attente',
    '{verificacion|identidad|dkim*} .. pendiente',
    '{verifica|identita|dkim*} .. in {attesa|sospeso}',
    '{verificatie|identiteit|dkim*} .. in behandeling',
    '{verificacao|identidade|dkim*} .. pendente',
  ],
  [
    'sandbox',
    'sandkasten',
    'bac a sable',
    'entorno de pruebas',
    'ambiente di prova',
    'zandbak',
    'ambiente de testes',
  ],
  [
    'production access request',
    'produktionszugriff, produktivzugriff',
    'acces {en|a la} production, demande .. production',
    'acceso a produccion, solicitud .. produccion',
    'accesso alla produzione, richiesta .. produzione',
    'productietoegang, aanvraag .. productie',
    'acesso a producao, pedido .. producao',
  ],
  [
    'request denied, turned down',
    '{antrag|anfrage} .. {abgelehnt|verweigert}',
    'demande .. {refuse*|rejete*}',
    'solicitud .. {denegad*|rechazad*}',
    'richiesta .. {respinta|rifiutata|negata}',
    '{verzoek|aanvraag} .. {afgewezen|geweigerd}',
    '{pedido|solicitacao} .. {negad*|recusad*}',
  ],
  [
    'receives nothing, never arrives',
    '{bekommt|erhalt|bekommen|erhalten} .. nichts, {kommt|kommen} .. nicht* an, {kommt|kommen} nie .. an',
    "{ne|n'} .. {recoit|recoivent|arrive|arrivent} .. {rien|pas|jamais|plus}",
    'no .. {recibe*|llega*} .. nada, no .. {llega|llegan}',
    'non .. {riceve|ricevono|arriva|arrivano}',
    '{krijgt|ontvangt|komt|komen} .. {niets|niet} .. {aan|binnen}, krijgt niets',
    'nao .. {recebe*|chega*}',
  ],
  [
    'cannot send',
    'nichts .. {verschicken|versenden|senden}, nicht .. {verschicken|versenden|senden}, geht nichts mehr {raus|ab}',
    "plus rien ne part, plus {aucun|rien} .. part, {ne|n'} .. {pouvons|peux|peut|puis} .. envoyer",
    'no {podemos|puedo|puede} .. enviar',
    'non {possiamo|posso|riusciamo|riesco} .. inviare',
    '{niet|niets|geen} .. {versturen|verzenden}',
    'nao {podemos|posso|consigo|conseguimos} .. enviar',
  ],
  [
    'account under review',
    'konto .. {uberpruft|uberprufung|beobachtung}',
    '{compte} .. {examen|surveillance|revision}',
    'cuenta .. revision',
    'account .. {revisione|esame|verifica in corso}',
    'account .. beoordeling',
    'conta .. {analise|revisao}',
  ],
  ['complaints', 'beschwerde*', 'plainte*', 'queja*', 'reclami', 'klacht*', '{reclamac*|queixa*}'],
  [
    'bounce rate',
    'bounce-rate*, bouncerate*, zu vieler bounces',
    'taux de {rebond|rejet}',
    'tasa de rebote*',
    'tasso di {rimbalzo|rimbalzi}',
    'bouncepercentage, bounce-percentage',
    'taxa de {rejeicao|devolucao}',
  ],
  ['sender', 'absender*', 'expediteur*', 'remitente*', 'mittente*', 'afzender*', 'remetente*'],
  [
    'attachment too large',
    '{anhang|anhange|nachricht|mail} .. zu gro*',
    '{piece jointe|message} .. trop {gros|grosse|lourd|lourde|volumineu*}',
    '{adjunto|mensaje} .. demasiado grande',
    '{allegato|messaggio} .. troppo grande',
    '{bijlage|bericht} .. te groot',
    '{anexo|mensagem} .. {muito grande|grande demais}',
  ],
  [
    'certificate expired',
    'zertifikat .. abgelaufen',
    'certificat .. expire*',
    'certificado .. {caducad*|vencid*|expirad*}',
    'certificato .. scadut*',
    'certificaat .. verlopen',
    'certificado .. {vencid*|expirad*}',
  ],
  [
    'access denied, not authorized',
    'zugriff verweigert, keine berechtigung',
    'acces refuse, pas autorise*',
    'acceso denegado, no .. autorizad*, sin permiso*',
    'accesso negato, non autorizzat*',
    'toegang geweigerd, geen toegang',
    'acesso negado, nao autorizad*',
  ],
  [
    'bounce notifications never arrive',
    'keine .. {benachrichtigung*|bounce-meldung*|ereignisse}',
    'aucune notification',
    'ninguna notificacion',
    'nessuna notifica',
    'geen {meldingen|notificaties}',
    'nenhuma notificacao',
  ],
];

/** Words that hardly a sentence of these languages is without, and that English does not have. */
const foreign =
  /(?:^|[\s(,;:'"])(?:der|das|den|dem|und|ist|sind|wird|wurde|nicht|mit|unser\w{0,2}|wir|ich|seit|heute|gestern|le|les|des|est|une|nous|notre|nos|depuis|mes|pas|el|los|las|una|nuestr\w{1,2}|desde|hoy|ayer|il|gli|della|del|di|nostr\w|da|oggi|ieri|het|een|de|ons|onze|wij|sinds|niet|os|nao|noss[oa]s?|pel[oa]s?|hoje|ontem|em|com)(?=[\s,;:.!?')"]|$)/u;

/** More than a gap that a term spans: what stands on either side of it is no phrase. */
const apart = ' -------- ';

let ready: readonly (readonly [english: string, terms: Terms])[] | null = null;

/**
 * A sentence, in the form of `foldedText`, with the English words for what it tells behind it, where it is in one of the languages and
 * somebody tells of their own or of a day in it: what is so in general has befallen nobody.
 */
export function withEnglish(sentence: string): string {
  if (!foreign.test(sentence) || !isOfSomebody(sentence)) return sentence;
  const said = withoutUnreported(sentence);
  ready ??= rows.map(([english, ...others]) => [
    english,
    anyOf(others.flatMap((list) => list.split(/,\s+/u))),
  ]);
  const told = ready.filter(([, terms]) => terms.test(said)).map(([english]) => english);
  return [sentence, ...told].join(apart);
}
