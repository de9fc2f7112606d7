/** A State's return authority and names that are common there. All persons made of them are invented. */
export interface NameSource {
  code: string;
  authority: string;
  acronym: string | null;
  given: readonly string[];
  family: readonly string[];
}

const table = `
AT|Bundesamt für Fremdenwesen und Asyl|BFA|Stefan,Elisabeth,Jürgen,Katharina|Gruber,Steiner,Höller,Brandstätter
BE|Dienst Vreemdelingenzaken|DVZ|Annelies,Thierry,Koen,Sophie|Vermeulen,Lambert,De Clercq,Dumont
BG|Migration Directorate||Dimitar,Elena,Nikolay,Radka|Ivanov,Todorova,Kolev,Marinova
HR|Ministarstvo unutarnjih poslova|MUP|Marko,Ana,Tomislav,Đurđa|Horvat,Marić,Babić,Šimić
CY|Migration Department||Christos,Maria,Petros,Anna|Christodoulou,Georgiou,Hadjigeorgiou,Panayiotou
CZ|Odbor azylové a migrační politiky|OAMP|Tomáš,Jana,Petr,Lenka|Novák,Svobodová,Procházka,Veselá
EE|Politsei- ja Piirivalveamet|PPA|Mart,Kadri,Priit,Liis|Saar,Kask,Rebane,Ilves
FI|Maahanmuuttovirasto|Migri|Juha,Sari,Mikko,Hanna|Korhonen,Laine,Nieminen,Järvinen
FR|Office français de l’immigration et de l’intégration|OFII|Camille,Julien,Hélène,Antoine|Moreau,Lefèvre,Garnier,Chevalier
DE|Bundesamt für Migration und Flüchtlinge|BAMF|Sabine,Jörg,Ulrike,Matthias|Schneider,Krüger,Vogel,Schröder
GR|Hellenic Ministry of Migration and Asylum||Yannis,Eleni,Kostas,Sofia|Papadopoulos,Nikolaidou,Georgiadis,Alexiou
HU|Országos Idegenrendészeti Főigazgatóság|OIF|László,Judit,Zoltán,Ágnes|Nagy,Szabó,Horváth,Tóth
IE|Department of Justice||Ciara,Eoin,Máire,Declan|Murphy,Ó Briain,Kelly,Byrne
IT|Ministero dell’Interno||Marco,Giulia,Paolo,Francesca|Bianchi,Esposito,De Luca,Ferrari
LV|Pilsonības un migrācijas lietu pārvalde|PMLP|Andris,Līga,Māris,Inese|Kalniņš,Liepiņa,Krūmiņš,Zariņa
LT|Migracijos departamentas||Tomas,Rasa,Mindaugas,Eglė|Petrauskas,Jankauskienė,Stankevičius,Urbonaitė
LU|Direction générale de l’immigration||Marc,Nathalie,Luc,Martine|Schmit,Kieffer,Weber,Reuter
MT|Ministry for Home Affairs||Joseph,Maria,Karl,Rita|Camilleri,Borg,Farrugia,Zammit
NL|Dienst Terugkeer en Vertrek|DT&V|Maaike,Bas,Ingrid,Sander|Jansen,van Dijk,Bakker,de Boer
PL|Urząd do Spraw Cudzoziemców|UdSC|Małgorzata,Piotr,Agnieszka,Paweł|Kowalczyk,Wiśniewska,Zając,Pawłowska
PT|Agência para a Integração, Migrações e Asilo|AIMA|Rui,Catarina,Nuno,Inês|Ferreira,Santos,Marques,Lourenço
RO|Inspectoratul General pentru Imigrări|IGI|Andrei,Cristina,Mihai,Oana|Popescu,Ionescu,Stănescu,Dumitru
SK|Úrad hraničnej a cudzineckej polície|ÚHCP|Peter,Zuzana,Ján,Ľubica|Kučera,Horváthová,Baláž,Tomková
SI|Ministrstvo za notranje zadeve|MNZ|Janez,Mojca,Andrej,Nataša|Novak,Zupančič,Kovač,Vidmar
ES|Ministerio de Inclusión, Seguridad Social y Migraciones||Javier,Lucía,Íñigo,Marta|García,Fernández,Núñez,Ortega
SE|Migrationsverket||Anders,Karin,Johan,Åsa|Johansson,Bergström,Lund,Sjögren
NO|Utlendingsdirektoratet|UDI|Ingrid,Håkon,Siri,Bjørn|Dahl,Strand,Hagen,Øverås
GE|Migration Department of Georgia||Davit,Mariam,Irakli,Nana|Mchedlidze,Kvaratskhelia,Janelidze,Tsiklauri
MD|Inspectoratul General pentru Migrație|IGM|Ion,Natalia,Sergiu,Doina|Ceban,Lungu,Moraru,Cojocaru
UA|State Migration Service of Ukraine|SMS|Andriy,Iryna,Serhiy,Oksana|Kovalchuk,Tkachenko,Savchenko,Marchenko
ME|Ministarstvo unutrašnjih poslova Crne Gore||Nikola,Jovana,Marko,Ivana|Popović,Radović,Vukčević,Đurović
AM|Migration and Citizenship Service||Hayk,Ani,Davit,Mariam|Harutyunyan,Avetisyan,Karapetyan,Mkrtchyan
RS|Komesarijat za izbeglice i migracije|KIRS|Dragana,Nemanja,Vesna,Stefan|Jovanović,Nikolić,Pavlović,Stanković
MK|Ministry of Internal Affairs, Border Affairs and Migration||Aleksandar,Elena,Igor,Marija|Petrovski,Dimitrova,Nikolovski,Angelovska
AL|Department for Border and Migration||Erion,Elira,Arben,Teuta|Krasniqi,Dervishi,Kola,Marku
`;

const list = (text = '') => text.split(',');

export const nameSources: readonly NameSource[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', authority = '', acronym = '', given, family] = line.split('|');
    return { code, authority, acronym: acronym || null, given: list(given), family: list(family) };
  });

/** Organisations beside the authorities: name, acronym, type, State (or none), how many persons. */
const others = `
Justis- og beredskapsdepartementet|JD|governmental|NO|3
Politiets utlendingsenhet|PU|police|NO|3
Integrerings- og mangfoldsdirektoratet|IMDi|governmental|NO|2
Utlendingsnemnda|UNE|governmental|NO|2
Organisasjonen for retur||ngo|NO|2
Hjelp til å reise hjem||ngo|NO|2
Institutt for migrasjonsforskning||research|NO|3
Norsk senter for returstudier||research|NO|2
Bundespolizei||police|DE|2
Rückkehrberatung Nord e. V.||ngo|DE|2
Grenzpolizeiinspektorat||police|AT|2
Straż Graniczna|SG|police|PL|2
Fundacja Powrót||ngo|PL|2
Polisens gränssektion||police|SE|2
Institutet för återvändandeforskning||research|SE|2
Poliisin palautusyksikkö||police|FI|2
Koninklijke Marechaussee|KMar|police|NL|2
Centre for Return Policy Studies||research|NL|2
Direction nationale de la police aux frontières|DNPAF|police|FR|2
Policía Nacional, extranjería||police|ES|2
European Commission, DG HOME|HOME|eu_institution||3
Frontex||eu_agency||4
European Union Agency for Asylum|EUAA|eu_agency||2
European Union Agency for Fundamental Rights|FRA|eu_agency||2
International Organization for Migration|IOM|international||4
UNHCR|UNHCR|international||2
International Centre for Migration Policy Development|ICMPD|international||3
Eurostat||eu_institution||1
`;

export interface OtherOrganisation {
  name: string;
  acronym: string | null;
  type: 'governmental' | 'police' | 'ngo' | 'research' | 'eu_institution' | 'eu_agency' | 'international';
  stateCode: string | null;
  persons: number;
}

export const otherOrganisations: readonly OtherOrganisation[] = others
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', acronym, type, stateCode, persons] = line.split('|');
    return {
      ...{ name, acronym: acronym || null, type: type as OtherOrganisation['type'] },
      ...{ stateCode: stateCode || null, persons: Number(persons) },
    };
  });
