"""WORDS: what made-up people, papers and places are put together from."""

# Families and given names that belong together; "_" is a space within a name.
ORIGINS = (
    (
        "Abbott Barnes Bennett Campbell Clarke Coleman Davies Ellison Fairchild Garrett Hawthorne Ingram Jennings Kirby Lawson "
        "MacLeod McKinsey Merrill Norwood O'Brien O'Connell Parrish Quigley Redmond Sinclair Thornton Underwood Vance "
        "Whitaker Yates",
        "Alice Andrew Benjamin Catherine Daniel Eleanor Frederick Grace Helen Ian Jonathan Katharine Leonard Margaret "
        "Nathaniel Olivia Patrick Rachel Samuel Theodora Victoria William",
    ),
    (
        "Bai Cai Chen Cheng Deng Ding Fan Feng Gao Guo Han He Hu Huang Jia Jiang Li Liang Lin Liu Lu Luo Ma Pan Peng Qian "
        "Shen Sun Tang Wang Wei Wu Xiao Xie Xu Yang Ye Yu Yuan Zhang Zhao Zheng Zhou Zhu",
        "Bo Chao Fang Guanhua Hao Hui Jiahui Jian Jinghan Jing Kai Lei Ling Ming Na Pin-Yu Qi Rui Shiyu Tao Wei Wen-Hao Xiaoyu "
        "Xin Yan Yi Yihan Ying Yu-Chen Yuan Zhe Zihao",
    ),
    (
        "Agarwal Banerjee Chatterjee Deshpande Gupta Iyer Joshi Krishnamurthy Mehta Nair Patel Raghunathan Sharma Srinivasan "
        "Varma",
        "Aditi Ananya Arjun Deepak Divya Kavya Meera Nikhil Priya Rahul Rohan Sanjay Shreya Vikram",
    ),
    (
        "Álvarez Castaño Fernández García_López Gutiérrez Hernández Ibáñez Muñoz Núñez Ordóñez Peña Reyes_Muñoz Sánchez Vázquez "
        "de_la_Cruz",
        "Adrián Alejandra Andrés Belén Inés Íñigo Joaquín José Lucía María_José Raúl Sofía Tomás",
    ),
    (
        "Bauer Böhm Dürr Fröhlich Gödel Großmann Hölder Jäger Kästner Köhler Müller Schäfer Schröder Strauß von_Neumann Weiß",
        "Anneliese Bärbel Dieter Friedrich Günther Hans-Peter Heike Jörg Jürgen Käthe Matthias Sabine Ulrike Wolfgang",
    ),
    (
        "Beauchêne Châtelain Dubois Fouché Gagné Lefèvre Léger Marchand Noël Rousseau d'Alembert de_Broglie",
        "Amélie Benoît Chloé Élodie François Geneviève Hélène Jean-Luc Loïc Noémie Rémi Zoé",
    ),
    (
        "Ångström Bjørnstad Dahl Eriksson Hallgrímsson Holm Jørgensen Lindström Nygård Sørensen Østergaard Þórsson",
        "Åsa Astrid Bjørn Freja Gunnar Håkon Ingrid Kåre Lars Maj-Britt Søren Tørris",
    ),
    (
        "Čapek Dvořák Erdős Gašparović Horváth Ionescu Jaśkowiec Kovács Łukasiewicz Novák Pašić Sierpiński Škoda Szabó Țurcanu "
        "Wiśniewska",
        "Anastázie Božena Čestmír Dragoș György Jiří Katarzyna Ladislav Łucja Márta Ondřej Radka Šárka Tomáš Zdeňka Žofia",
    ),
    (
        "Abe Fujimoto Hayashi Ishikawa Kobayashi Matsumura Nakagawa Ōno Saitō Takahashi Watanabe Yamamoto",
        "Aiko Daisuke Haruto Kenji Mei Naoko Ryōta Satoshi Yūki",
    ),
    (
        "Choi Han Jeong Kang Kim Lee Oh Park Ryu Yoon",
        "Eun-Ji Hye-Jin Ji-Hoon Jun-Young Min-Seo Seung-Hyun Soo-Jin Tae-Yang",
    ),
    (
        "Alvim Borges Carvalho da_Silva dos_Santos Gonçalves Magalhães Nóbrega Sampaio Simões",
        "Antônio Beatriz Cauã Débora Estêvão Flávia João Luísa Thiago",
    ),
    (
        "Akyüz Çelik Demirtaş Erdoğan Gökçe İnönü Kılıç Öztürk Şahin Yıldız",
        "Ayşe Çağla Emre Gülşen Işıl Kağan Ömer Şebnem Tuğba",
    ),
    (
        "Adeyemi Chukwu Diallo Eze Mensah Ndiaye Okafor Owusu Traoré Zulu",
        "Abena Aminata Chidi Fatou Ifeoma Kwame Nnedi Oluwaseun Sékou",
    ),
    ("Nguyễn Phạm Trần Lê Hoàng Đặng Võ Bùi", "Ánh Bảo_Châu Đức Hương Linh Minh_Tuấn Ngọc Thị_Mai Văn_Hùng"),
    (
        "al-Khalil ben_Amor El_Ghazali Haddad Mansour Nasser van_den_Berg van_Rijn ter_Horst de_Vries",
        "Amira Bram Femke Hassan Jeroen Karim Laila Omar Pieter Yasmin",
    ),
)

OPENINGS = (
    "A Closer Look at|A Unified View of|Beyond|Benchmarking|Certified|Demystifying|How Far Are We from|Learning|Lessons from|"
    "Lightweight|On the Limits of|On the Role of|Provable|Rethinking|Revisiting|Scaling|Scalable|Towards|Towards Faithful|"
    "Understanding|What Matters in|Why Does|When Is|Zeroth-Order Methods for"
).split("|")
MANNERS = (
    "Adaptive|Adversarially Robust|Asynchronous|Bi-Level|Calibrated|Communication-Efficient|Compositional|Convex|Data-Driven|"
    "Decentralized|Differentially Private|Efficient|End-to-End|Fair|Federated|Few-Shot|Fine-Grained|Graph-Based|Hierarchical|"
    "Interpretable|Large-Scale|Long-Tailed|Low-Rank|Memory-Efficient|Model-Agnostic|Multi-Agent|Multi-Modal|Non-Convex|"
    "Nonparametric|Online|Physics-Informed|Privacy-Preserving|Probabilistic|Robust|Sample-Efficient|Self-Supervised|"
    "Semi-Supervised|Sparse|Stochastic|Structure-Aware|Topological|Uncertainty-Aware|Unsupervised|Weakly Supervised"
).split("|")
THINGS = (
    "Active Learning|Anomaly Detection|Attention|Bayesian Optimization|Causal Discovery|Climate Downscaling|Code Generation|"
    "Community Detection|Compressed Sensing|Consensus|Convex Relaxations|Counterfactuals|Dataset Distillation|Denoising|"
    "Diffusion Models|Domain Adaptation|Drug Discovery|Error Correction|Explanations|Feature Attribution|Gaussian Processes|"
    "Graph Neural Networks|Hyperparameter Tuning|Image Segmentation|In-Context Learning|Information Retrieval|"
    "Kernel Methods|Knowledge Graphs|Language Models|Lattice Codes|Low-Resource Translation|Machine Unlearning|Matrix Completion|"
    "Medical Imaging|Memory Management|Mixture-of-Experts|Model Compression|Monte Carlo Sampling|Motion Planning|"
    "Neural Operators|Object Tracking|Optimal Transport|Parameter Pruning|Point Clouds|Policy Gradients|Program Synthesis|"
    "Protein Folding|Quantization|Quantum Circuits|Query Optimization|Ranking|Reinforcement Learning|Representation Learning|"
    "Retrieval|Scene Understanding|Sequence Modeling|Single-Cell Genomics|Speech Recognition|State-Space Models|"
    "Stream Processing|Tensor Decomposition|Test-Time Adaptation|Time Series|Trajectory Prediction|Type Inference|"
    "Variational Inference|Vision Transformers|Watermarking|Weather Prediction|Wireless Sensing"
).split("|")
SETTINGS = (
    "across Distribution Shifts|at the Edge|at Scale|beyond i.i.d. Data|for Autonomous Driving|for Electronic Health Records|"
    "for Embedded Systems|for Humans in the Loop|for Scientific Computing|from Noisy Labels|from Partial Observations|"
    "in Continuous Time|in High Dimensions|in the Presence of Confounders|in the Wild|on Manifolds|on Commodity Hardware|"
    "over Unreliable Networks|under Budget Constraints|under Byzantine Failures|under Covariate Shift|"
    "via Implicit Gradients|via Spectral Methods|with Limited Supervision|with Theoretical Guarantees|without Forgetting|"
    "without Labels|in O(n log n) Time|in 4-bit Precision|and Its Applications"
).split("|")
# What only TeX says: as a bibliography has it, and as it is read.
SIGNS = (
    (r"$\ell_1$", "ℓ1"),
    (r"$k$", "k"),
    (r"$\mathcal{O}(\log n)$", "O(log n)"),
    (r"$\varepsilon$", "ε"),
    (r"H$_2$O", "H2O"),
)

# Short name, full name.
CONFERENCES = (
    ("ICML", "International Conference on Machine Learning"),
    ("NeurIPS", "Conference on Neural Information Processing Systems"),
    ("ICLR", "International Conference on Learning Representations"),
    ("CVPR", "IEEE/CVF Conference on Computer Vision and Pattern Recognition"),
    ("ECCV", "European Conference on Computer Vision"),
    ("AAAI", "AAAI Conference on Artificial Intelligence"),
    ("ACL", "Annual Meeting of the Association for Computational Linguistics"),
    ("EMNLP", "Conference on Empirical Methods in Natural Language Processing"),
    ("KDD", "ACM SIGKDD Conference on Knowledge Discovery & Data Mining"),
    ("PLDI", "ACM SIGPLAN Conference on Programming Language Design and Implementation"),
    ("SOSP", "ACM Symposium on Operating Systems Principles"),
    ("ICASSP", "IEEE International Conference on Acoustics, Speech and Signal Processing"),
    ("UAI", "Conference on Uncertainty in Artificial Intelligence"),
    ("AISTATS", "International Conference on Artificial Intelligence and Statistics"),
)
JOURNALS = (
    "Journal of Machine Learning Research|Transactions on Machine Learning Research|Nature Methods|Bioinformatics|"
    "IEEE Transactions on Pattern Analysis and Machine Intelligence|IEEE Transactions on Signal Processing|"
    "Communications of the ACM|SIAM Journal on Optimization|Journal of Computational & Graphical Statistics|"
    "Zeitschrift für Angewandte Mathematik und Physik|Comptes Rendus Mathématique|Proceedings of the VLDB Endowment|"
    "Transactions of the Association for Computational Linguistics|Physical Review E"
).split("|")
AWARDS = ("Best Paper Award", "Oral", "Spotlight", "Outstanding Paper, Runner-Up", "Best Student Paper")
STATUSES = ("under review", "in press", "submitted")

DEGREES = (
    ("Ph.D.", "Electrical Engineering", "University of Northland", "Northland", 2009, 2014),
    ("M.Sc.", "Mathematics", "Technische Hochschule Königsbrück", "Königsbrück", 2007, 2009),
    ("B.Sc.", "Computer Science", "Universidad de San Jerónimo", "San Jerónimo", 2003, 2007),
)
POSITIONS = (
    ("Professor", "Department of Computer Science, University of Northland", 2023, 0),
    ("Associate Professor", "Department of Computer Science, University of Northland", 2019, 2023),
    ("Assistant Professor", "School of Informatics, Eastbridge University", 2015, 2019),
    ("Postdoctoral Fellow", "Institute for Intelligent Systems, Westhaven", 2014, 2015),
)
HONORS = (
    "Early Career Award|Fellow of the Society|Graduate Research Fellowship|Outstanding Reviewer|Teaching Award of the College|"
    "Rising Star in Computing|University Medal|Young Investigator Prize"
).split("|")
AGENCIES = (
    "National Science Foundation",
    "Office of Naval Research",
    "European Research Council",
    "Northland Research Fund",
)
CITIES = "Vancouver|Zürich|São Paulo|Singapore|Reykjavík|Seoul|Montréal|Kraków|Cape Town|Vienna".split("|")
