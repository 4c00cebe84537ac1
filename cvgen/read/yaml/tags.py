"""A mapping of texts by languages -> each text with its tag; what is no tag, or none that is known, is told."""

from collections.abc import Iterator

from cvgen.model import forms
from cvgen.model.errors import Problems, nearest
from cvgen.read.yaml.values import Mapped, Scalar, Value

# The languages of three letters that CLDR has a name for.
_THREE = frozenset(
    "ace ach ada ady aeb afh agq ain akk akz ale aln alt ang ann anp arc arn aro arp arq ars arw ary arz asa ase "
    "ast atj avk awa bal ban bar bas bax bbc bbj bej bem bew bez bfd bfq bgc bgn bho bik bin bjn bkm bla blo blt "
    "bpy bqi bra brh brx bss bua bug bum byn byv cad car cay cch ccp ceb cgg chb chg chk chm chn cho chp chr chy "
    "cic ckb clc cop cps crg crh crj crk crl crm crr crs csb csw dak dar dav del den dgr din dje doi dsb dtp dua "
    "dum dyo dyu dzg ebu efi egl egy eka elx enm esu ewo ext fan fat fil fit fon frc frm fro frp frr frs fur gaa "
    "gag gan gay gba gbz gez gil glk gmh goh gon gor got grb grc gsw guc gur guz gwi hai hak haw hax hif hil hit "
    "hmn hnj hsb hsn hup hur iba ibb ikt ilo inh izh jam jbo jgo jmc jpr jrb jut kaa kab kac kaj kam kaw kbd kbl "
    "kcg kde kea ken kfo kgp kha kho khq khw kiu kkj kln kmb koi kok kos kpe krc kri krj krl kru ksb ksf ksh kum "
    "kut kwk kxv lad lag lah lam lez lfn lij lil liv lkt lmo lol lou loz lrc lsm ltg lua lui lun luo lus luy lzh "
    "lzz mad maf mag mai mak man mas mde mdf mdr men mer mfe mga mgh mgo mic min mnc mni moe moh mos mrj mua mus "
    "mwl mwr mwv mye myv mzn nan nap naq nds new nia niu njo nmg nnh nog non nov nqo nso nus nwc nym nyn nyo nzi "
    "ojb ojc ojs ojw oka osa ota pag pal pam pap pau pcd pcm pdc pdt peo pfl phn pis pms pnt pon pqm prg pro quc "
    "qug raj rap rar rgn rhg rif rof rom rtm rue rug rup rwk sad sah sam saq sas sat saz sba sbp scn sco sdc sdh "
    "see seh sei sel ses sga sgs shi shn shu sid slh sli sly sma smj smn sms snk sog srn srr ssy stq str suk sus "
    "sux swb syc syr szl tce tcy tem teo ter tet tgx tht tig tiv tkl tkr tlh tli tly tmh tog tok tpi tru trv trw "
    "tsd tsi ttm ttt tum tvl twq tyv tzm udm uga umb vai vec vep vls vmf vmw vot vro vun wae wal war was wbp wuu "
    "xal xmf xnr xog yao yap yav ybb yrl yue zap zbl zea zen zgh zun zza".split()
)


def known(value: Mapped, problems: Problems) -> Iterator[tuple[str, Value]]:
    """Each text with the tag of its language; of nothing under a tag it is nothing that is said."""
    for key, inner in value.pairs:
        fault = forms.fault("language", key.text)
        if fault:
            problems.error("wrong-value", fault[0], key.at, fault[1])
            continue
        language = key.text.partition("-")[0].lower()
        if len(language) == 3 and language not in _THREE:
            near = nearest(language, forms.OFTEN)
            hint = f"did you mean {near}?" if near else "write en, de, fr, pt-BR …"
            problems.error("wrong-value", f"{key.text!r} is not the code of a language", key.at, hint)
        elif not (isinstance(inner, Scalar) and inner.null):
            yield key.text, inner
