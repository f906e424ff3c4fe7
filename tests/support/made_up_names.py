"""A hundred names of nobody, of many origins, each with the pronoun that its article uses: ("Odette Chase", "she")."""

from __future__ import annotations

COMMON_WORDS = """
    Hollis Order: he
    Odette Chase: she
    Percival Banks: he
    Ottilie Park: she
    Merritt Day: he
    Lorna Bell: she
    Quentin Post: he
    Imelda Baker: she
    Alvar Bishop: he
    Cordelia Sharp: she
"""
BRITISH_AND_IRISH = """
    Harriet Ellwick: she
    Rowland Pickstock: he
    Gemma Thackwray: she
    Tobias Penhallow-Reed: he
    Winifred Marsh-Colby: she
    Padraig O'Shaughlin: he
    Aoife McGarrahan: she
    Hamish MacCorquin: he
    Angharad Prydderch: she
    J. P. Tarrowby: he
"""
ROMANCE = """
    Itziar Belmonte Rueda: she
    Anselmo Quiroga: he
    Fermín Arrazola: he
    Marisela Ontiveros Peña: she
    Eladio de la Torrente: he
    Jandira Falcão: she
    Telmo Brandão: he
    Aníbal dos Reis: he
    Thaís Nogueirão: she
    Solène Vaudrecourt: she
    Jean-Aubin Lacaze: he
    Maëlys d'Orbeville: she
    Ginevra Castagnoli: she
    Ubaldo Ferrantini: he
    Ornella dell'Acqua: she
    Ileana Drăgulin: she
"""
GERMANIC = """
    Friedhelm Ackerstein: he
    Mechthild Brauner: she
    Lorenz von Rabenau: he
    Annegret Köstler: she
    Joost van der Meulenbroek: he
    Marieke ten Brinkhof: she
    Femke de Waardt: she
    Torbjørn Hegglund: he
    Sunniva Lillebakk: she
    Göran Åkerlind: he
    Birthe Ravnsborg: she
"""
CENTRAL_AND_EASTERN_EUROPEAN = """
    Zdzisław Wronkowski: he
    Grażyna Olszewik: she
    Bohdana Křížová: she
    Radovan Pospíchal: he
    Zsófia Kertvári: she
    Ödön Balaskó: he
    Veikko Lahtimäki: he
    Aino Saarelma: she
    Pantelis Mavroudas: he
    Dragoslav Petrušić: he
    Oksana Tymchyshyn: she
"""
MIDDLE_EASTERN = """
    Nurgül Akdoğan: she
    Orhan Yıldıztekin: he
    Abdelrahim al-Khatouni: he
    Nawal Benhaddu: she
    Faisal bin Rashoud: he
    Rania El-Tawfiq: she
    Yahya Abu Shamala: he
    Parvaneh Golestaneh: she
    Behrouz Tavakolian: he
    Noga Ben-Shachar: she
    Elhanan Peretzky: he
"""
AFRICAN = """
    Chidiebere Okonjwa: he
    Folashade Adewunmi: she
    Babatunde Olarewaju-Cole: he
    Kwabena Asantewah: he
    Akosua Frempomaa: she
    Wanjiku Kamotho: she
    Kiprono Chelagat: he
    Tigist Wolderufael: she
    Gebre Tessemma: he
    Nomvula Dlakhumalo: she
"""
SOUTH_ASIAN = """
    Padmavathi Sundareshan: she
    Hariprakash Deshmane: he
    Gurleen Kaur Dhaliwar: she
    Debojit Mukhotia: he
    Tharanga Wickremapala: he
    Dilhani Ratnayakege: she
"""
EAST_ASIAN = """
    Xu Meiqiong: she
    Ouyang Tielin: he
    Vivian Kwok Siu-lan: she
    Haruko Minegawa: she
    Takehiro Onozuka: he
    Bae Sung-rok: he
    Noh Eun-byeol: she
"""
SOUTHEAST_ASIAN_AND_PACIFIC = """
    Dang Thi Bich Loan: she
    Huynh Quoc Trieu: he
    Somsri Phattharakul: she
    Bambang Sutrisnadi: he
    Maricel Dimaguiba: she
    Crisanto Bautilan: he
    Hinemoa Te Rangihuna: she
    Sione Fakatoumafi: he
"""
ORIGINS = (
    COMMON_WORDS,
    BRITISH_AND_IRISH,
    ROMANCE,
    GERMANIC,
    CENTRAL_AND_EASTERN_EUROPEAN,
    MIDDLE_EASTERN,
    AFRICAN,
    SOUTH_ASIAN,
    EAST_ASIAN,
    SOUTHEAST_ASIAN_AND_PACIFIC,
)
NAMES = tuple(tuple(line.strip().split(": ")) for origin in ORIGINS for line in origin.strip().splitlines())
