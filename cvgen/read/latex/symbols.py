r"""What LaTeX's commands print: "\ae" -> "æ", "\leq" -> "≤"; and which of them print nothing."""


def _pairs(table: str) -> dict[str, str]:
    """Words in twos: "alpha α beta β" -> {"alpha": "α", "beta": "β"}."""
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# Combining characters by accent command; the long names are those of textcomp and vntex.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "U": "\u030e",
    "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "textcommabelow": "\u0326",
    "capitalacute": "\u0301", "capitalcaron": "\u030c",
}  # fmt: skip
MATH_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a",
    "check": "\u030c", "vec": "\u20d7", "acute": "\u0301", "grave": "\u0300", "not": "\u0338",
}  # fmt: skip
SPACING = {"`": "`", "'": "´", "^": "^", "~": "~", '"': "¨", "=": "¯", ".": "˙", "c": "¸", "v": "ˇ", "u": "˘"}

LETTERS = _pairs("""
    o ø O Ø l ł L Ł ss ß SS ẞ ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ imath ı jmath ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ
    ng ŋ NG Ŋ ohorn ơ OHORN Ơ uhorn ư UHORN Ư textschwa ə
""")

SYMBOLS = {
    "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "TeX": "TeX", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX",
    "space": " ", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": "\u00a0", "nobreakspace": "\u00a0",
    "par": " ", "newline": " ", "linebreak": " ", "item": " • ", "and": "and", "choose": " choose ", "bmod": " mod ",
    "textquotedbl": '"', "ldots": "…", "dots": "…", "cdots": "⋯", "dotsc": "…", "dotsb": "⋯", "textellipsis": "…",
}  # fmt: skip
SYMBOLS |= _pairs(r"""
    textendash – textemdash — endash – emdash — textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ”
    quotesinglbase ‚ quotedblbase „ guillemotleft « guillemotright » guillemetleft « guillemetright »
    guilsinglleft ‹ guilsinglright › textquotesingle ' lq ‘ rq ’ glqq „ grqq “ flqq « frqq » glq ‚ grq ‘ flq ‹ frq ›
    textasciitilde ~ textasciicircum ^ textasciigrave ` textasciiacute ´ textbackslash \ textbar | textless < textgreater >
    textunderscore _ textdollar $ textbraceleft { textbraceright } lbrace { rbrace } textnumero № textperiodcentered ·
    textvisiblespace ␣ textampersand & textasteriskcentered * textasteriskmath * ast * star ⋆ bigstar ★ textstar ★
    copyright © textcopyright © textregistered ® texttrademark ™ textservicemark ℠ euro € texteuro € pounds £
    textsterling £ textyen ¥ textcent ¢ S § P ¶ textsection § textparagraph ¶ dag † ddag ‡ dagger † ddagger ‡
    textdagger † textdaggerdbl ‡ textbullet • textdegree ° degree ° textmu µ textohm Ω textonehalf ½ textonequarter ¼
    textthreequarters ¾ textordfeminine ª textordmasculine º textonesuperior ¹ texttwosuperior ² textthreesuperior ³
    textexclamdown ¡ textquestiondown ¿ textpm ± texttimes × textdiv ÷ textminus − textlangle ⟨ textrangle ⟩
    textrightarrow → textleftarrow ← textuparrow ↑ textdownarrow ↓ textreferencemark ※ textperthousand ‰ permil ‰
    textalpha α textbeta β textgamma γ textdelta δ textmugreek μ checkmark ✓ Envelope ✉ Letter ✉ AngstromUnit Å angstrom Å
""")

# What the American Astronomical Society's macros say; ADS exports are full of them.
SYMBOLS |= {
    "aj": "AJ", "actaa": "Acta Astron.", "araa": "ARA&A", "apj": "ApJ", "apjl": "ApJ", "apjlett": "ApJ",
    "apjs": "ApJS", "ao": "Appl. Opt.", "apss": "Ap&SS", "aap": "A&A", "aapr": "A&A Rev.", "aaps": "A&AS",
    "baas": "BAAS", "icarus": "Icarus", "jcap": "J. Cosmology Astropart. Phys.", "mnras": "MNRAS",
    "memras": "MmRAS", "na": "New A", "nar": "New A Rev.", "pasa": "PASA", "pasp": "PASP", "pasj": "PASJ",
    "pra": "Phys. Rev. A", "prb": "Phys. Rev. B", "prc": "Phys. Rev. C", "prd": "Phys. Rev. D",
    "pre": "Phys. Rev. E", "prl": "Phys. Rev. Lett.", "rmxaa": "Rev. Mexicana Astron. Astrofis.",
    "qjras": "QJRAS", "skytel": "S&T", "solphys": "Sol. Phys.", "sovast": "Soviet Ast.", "ssr": "Space Sci. Rev.",
    "nat": "Nature", "iaucirc": "IAU Circ.", "gca": "Geochim. Cosmochim. Acta", "grl": "Geophys. Res. Lett.",
    "jcp": "J. Chem. Phys.", "jgr": "J. Geophys. Res.", "nphysa": "Nucl. Phys. A", "physrep": "Phys. Rep.",
    "planss": "Planet. Space Sci.", "psj": "PSJ", "procspie": "Proc. SPIE",
}  # fmt: skip

MATH = _pairs(r"""
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ
    nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω digamma ϝ varkappa ϰ
    infty ∞ ell ℓ hbar ℏ hslash ℏ partial ∂ nabla ∇ sum ∑ prod ∏ coprod ∐ int ∫ oint ∮ iint ∬ emptyset ∅ varnothing ∅
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ aleph ℵ Re ℜ Im ℑ wp ℘ angle ∠ top ⊤ bot ⊥ prime ′ backslash \ circ ∘
    odot ⊙ sun ☉ square □ Box □ blacksquare ■ triangle △ diamond ⋄ Diamond ◇ lozenge ◊ clubsuit ♣ heartsuit ♥ spadesuit ♠
    diamondsuit ♦ sharp ♯ flat ♭ natural ♮ langle ⟨ rangle ⟩ lvert | rvert | vert | mid | Vert ‖ lVert ‖ rVert ‖ lfloor ⌊
    rfloor ⌋ lceil ⌈ rceil ⌉ lbrack [ rbrack ] uparrow ↑ downarrow ↓ updownarrow ↕ surd √ therefore ∴ because ∵ lt < gt >
""")

# Printed with the spaces that the author typed around them.
OPERATORS = _pairs(r"""
    times × cdot · div ÷ pm ± mp ∓ ast * star ⋆ bullet • oplus ⊕ ominus ⊖ otimes ⊗ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪
    setminus ∖ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ sim ∼ simeq ≃ approx ≈ cong ≅ equiv ≡
    propto ∝ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ in ∈ ni ∋ notin ∉ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇
    parallel ∥ perp ⊥ models ⊨ vdash ⊢ to → rightarrow → longrightarrow → leftarrow ← gets ← longleftarrow ←
    leftrightarrow ↔ longleftrightarrow ↔ Rightarrow ⇒ implies ⇒ Longrightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔
    mapsto ↦ hookrightarrow ↪ rightharpoonup ⇀ rightleftharpoons ⇌ rightsquigarrow ⇝ leadsto ⇝ coloneqq ≔ triangleq ≜
    doteq ≐ asymp ≍ triangleright ▷ rhd ▷ triangleleft ◁ lhd ◁ nearrow ↗ searrow ↘
""")

FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min "
    "Pr sec sin sinh sup tan tanh argmax argmin mod".split()
)
# The arguments of these print as they are.
TRANSPARENT = frozenset(
    "mbox hbox text textrm textup textnormal textmd textlf textsf textls mathrm mathsf mathit mathbfit mathcal mathscr mathfrak "
    "mathnormal mathop operatorname ensuremath boxed fbox makebox textnohyphen hyphenation uppercase lowercase "
    "MakeUppercase MakeLowercase autocap MakeSentenceCase MakeCapital mkbibnamefamily mathord mathbin mathrel nolinkurl path bibinfo "
    "bibfnamefont bibnamefont natexlab noopsort singleletter underbrace overbrace substack lastname firstname".split()
)
# Those of them in which a letter of math is none.
UPRIGHT = frozenset("mbox hbox text textrm textup textnormal textsf mathrm mathsf operatorname".split())
# Typesetting orders: nothing to print.
SILENT = frozenset(
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge rm sf rmfamily sffamily mdseries upshape "
    "normalfont noindent indent centering raggedright displaystyle textstyle scriptstyle limits nolimits left right big "
    "Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle relax ignorespaces unskip null strut allowbreak nobreak "
    "nolinebreak sloppy xspace newblock penalty hfill smallskip medskip bigskip maketitle protect leavevmode cal Bbb "
    "boldmath unboldmath hskip selectfont urlprefix BibitemOpen BibitemShut upright hfil break mathstrut".split()
)
# Their argument is not text.
DROPPED = frozenset(
    "label ref eqref cite citep citet citealt nocite footnote footnotemark thanks vspace hspace phantom hphantom "
    "vphantom color index pagestyle fontsize usefont includegraphics hypertarget fontfamily selectlanguage "
    "bibitem footnotetext input include url@ providecommand newcommand renewcommand def let inst affil orcidlink".split()
)
DOUBLE_STRUCK = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))


def double_struck(text: str) -> str:
    """The text with its capitals as on a blackboard: "R" -> "ℝ"."""
    return "".join(DOUBLE_STRUCK.get(c) or (chr(ord(c) + 0x1D4F7) if "A" <= c <= "Z" else c) for c in text)
