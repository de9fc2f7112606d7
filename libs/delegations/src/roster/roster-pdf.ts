/** One badge. */
export interface Badge {
  name: string;
  organisation: string | null;
  state: string | null;
  /** `Head of delegation`; null: none. */
  role: string | null;
}

/** What `views/badges.typ` reads: ten badges a page, two columns of five. */
export interface BadgesPdf {
  meeting: string;
  when: string;
  publisher: string;
  /** Shown instead of badges when nobody comes. */
  empty: string;
  badges: Badge[];
}

/** What `views/signatures.typ` reads. */
export interface SignaturesPdf {
  publisher: string;
  subtitle: string | null;
  status: string;
  footer: string;
  facts: { label: string; value: string }[];
  labels: { page: string; name: string; organisation: string; signature: string; empty: string };
  groups: { state: string; people: { name: string; organisation: string; role: string | null }[] }[];
}

/** What `views/certificate.typ` reads. */
export interface CertificatePdf {
  publisher: string;
  heading: string;
  /** Whole sentences, one a paragraph. */
  lines: string[];
  name: string;
  organisation: string | null;
  meeting: string;
  facts: { label: string; value: string }[];
  issued: string;
  signed: string;
}
