"""What is known without looking it up: English words, acronyms of venues, the spellings of degrees."""

import re
from functools import cache


@cache
def _counted() -> dict[str, int]:
    """English words of eight letters and more, with how often they are met."""
    from spellchecker import SpellChecker

    return {
        word: count for word, count in SpellChecker(language="en").word_frequency.dictionary.items() if len(word) > 7
    }


@cache
def english() -> frozenset[str]:
    """Every English word of eight letters and more, and the field's own."""
    return frozenset(_counted()) | FIELD


@cache
def common() -> frozenset[str]:
    """Those of them that are met often, which a slip is likely to have meant."""
    return frozenset(word for word, count in _counted().items() if count >= OFTEN) | FIELD


OFTEN = 500
FIELD = frozenset(
    "backpropagation bioinformatics convolutional cybersecurity datasets explainability hyperparameter "
    "hyperparameters interpretability multimodal nonconvex preprint preprints preprocessing pretraining "
    "proteomics robustify tokenization ".split()
)


VENUES = frozenset(
    "AAAI AACL AAMAS ACCV ACL ACML ACMMM AISTATS AIES ALT AMIA APSIPA ARR ASE ASIACRYPT ASPLOS ASRU AVSS BIBM BMVC "
    "CAV CCC CCGRID CCS CDC CHI CHIL CIKM CLEAR CoLLAs COLING COLM COLT COMSOC CoNLL CoRL CPAL CRYPTO CSCW CVPR DAC "
    "DATE DSN EACL EASE ECAI ECCV ECIR ECML EDBT EMBC EMNLP EUROCRYPT EUSIPCO EuroSys FAccT FAST FG FOCS FSE GECCO "
    "GLOBECOM HICSS HPCA HPDC ICALP ICAPS ICASSP ICC ICCAD ICCV ICDAR ICDCS ICDE ICDM ICDT ICFHR ICIP ICLP ICLR ICMI "
    "ICML ICMLA ICMR ICNP ICPR ICRA ICSE ICSME ICWSM IJCAI IJCNLP IJCNN IMC INFOCOM INFORMS INTERSPEECH IPDPS IROS "
    "ISBI ISCA ISCAS ISIT ISMIR ISSTA ISWC ITCS ITW IUI JCDL JMLR KDD KR LICS LREC MASCOTS MICCAI MICRO MIDL MILCOM "
    "MLHC MLSP MLSys MobiCom MobiSys NAACL NDSS NeurIPS NIPS NSDI OOPSLA OSDI PAKDD PETS PKDD PLDI PNAS PODC PODS "
    "POPL PPoPP RAID RECOMB RECSYS RSS SaTML SC SDM SenSys SIGCOMM SIGGRAPH SIGIR SIGMETRICS SIGMOD SODA SOSP STACS "
    "STOC SysML TACL TACAS TCC TMLR TPAMI UAI UbiComp UIST USENIX VLDB VTC WACV WCNC WINE WSDM WWW".split()
)

_DEGREES = (
    "B.S. BS|B.Sc. BSc|B.A. BA|B.E. BE|B.Eng. BEng|B.Tech. BTech|B.Ed. BEd|B.F.A. BFA|B.B.A. BBA|B.Com. BCom|"
    "B.A.Sc. BASc|M.S. MS|M.Sc. MSc|M.A. MA|M.E. ME|M.Eng. MEng|M.Tech. MTech|M.Ed. MEd|M.A.Sc. MASc|M.F.A. MFA|"
    "M.B.A. MBA|M.Phil. MPhil|M.P.H. MPH|M.Res. MRes|M.Math. MMath|M.Sci. MSci|M.D. MD|J.D. JD|LL.B. LLB|LL.M. LLM|"
    "Ph.D. PhD|D.Phil. DPhil|Sc.D. ScD|D.Sc. DSc|Ed.D. EdD|D.Eng. DEng"
)


def letters(degree: str) -> str:
    """A degree without stops, spaces and capitals: "B.S.c" -> "bsc"."""
    return re.sub(r"[^a-z]", "", degree.lower())


DEGREES = {letters(forms.split()[0]): tuple(forms.split()) for forms in _DEGREES.split("|")}
